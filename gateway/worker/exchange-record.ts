import { type RecordParts, recordLine } from '../journal/record-line.ts'
import {
  BYTES_IN,
  BYTES_OUT,
  bucketOf,
  CUT,
  DURATION_BUCKETS,
  DURATION_SUM,
  REFUSALS,
  refusalNumber,
  STATUS_CLASS,
  UPSTREAM_BUCKETS,
  UPSTREAM_COUNT,
  UPSTREAM_SUM,
} from '../memory/counters.ts'
import type { Metering } from '../meter/metering.ts'
import type { Access } from './access.ts'
import type { KnownCredential } from './authenticator.ts'
import type { WorkerContext } from './context.ts'
import type { CompiledRoute } from './route.ts'

/** A request that has ended, as far as its record tells of it. */
interface Ended extends Omit<RecordParts, 'ms' | 'up' | 'method' | 'in' | 'out' | 'members'> {
  readonly context: Pick<WorkerContext, 'counters'>
  readonly request: { method?: string | undefined }
  readonly startedAt: number
  readonly endedAt: number
  readonly upstreamMs: number
  readonly bytesIn: number
  readonly bytesOut: number
  readonly route: CompiledRoute | null
  readonly operation: string
  readonly credential: KnownCredential | null
  readonly access: Access | null
  readonly metering: Metering | null
}

/** The journal's line of a request that has ended. */
export function lineOf(exchange: Ended): string {
  const { route, credential, access, operation, metering } = exchange
  return recordLine({
    id: exchange.id,
    at: exchange.at,
    ms: exchange.endedAt - exchange.startedAt,
    up: exchange.upstreamMs,
    method: exchange.request.method ?? '',
    path: exchange.path,
    isPathPlain: exchange.isPathPlain,
    status: exchange.status,
    code: exchange.code,
    in: exchange.bytesIn,
    out: exchange.bytesOut,
    isCut: exchange.isCut,
    revision: exchange.revision,
    members:
      (route === null ? '' : route.journal) +
      (operation === '' ? '' : `,"op":${JSON.stringify(operation)}`) +
      (credential === null ? '' : credential.journal) +
      (access === null ? '' : access.journal) +
      (metering === null ? '' : metering.journal),
    limit: exchange.limit,
  })
}

/** Counts a request that has ended in what the gateway tells of itself. */
export function countEnd(exchange: Ended): void {
  const { counters } = exchange.context
  const duration = exchange.endedAt - exchange.startedAt
  counters[STATUS_CLASS + Math.floor(exchange.status / 100)]! += 1
  counters[DURATION_SUM]! += duration
  counters[DURATION_BUCKETS + bucketOf(duration)]! += 1
  counters[BYTES_IN]! += exchange.bytesIn
  counters[BYTES_OUT]! += exchange.bytesOut
  if (exchange.code !== null) counters[REFUSALS + refusalNumber[exchange.code]]! += 1
  if (exchange.isCut) counters[CUT]! += 1
  if (exchange.upstreamMs < 0) return
  counters[UPSTREAM_SUM]! += exchange.upstreamMs
  counters[UPSTREAM_COUNT]! += 1
  counters[UPSTREAM_BUCKETS + bucketOf(exchange.upstreamMs)]! += 1
}
