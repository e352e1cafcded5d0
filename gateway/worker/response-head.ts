import type { Dispatcher } from 'undici'
import type { CompiledRoute } from './route.ts'

export type UpstreamHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2]

/** Headers of an upstream that end at this hop, or that only the gateway may set. */
const dropped = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'proxy-connection',
  'proxy-authenticate',
  'te',
  'trailer',
  'gatehouse-decision-id',
  'x-request-id',
])
const limits = new Set(['ratelimit', 'ratelimit-policy', 'retry-after'])

/**
 * Bytes of body that the answer promises: -1 when it has no length, 0 when it has no body by rule (HEAD, 204, 304),
 * NaN when it contradicts itself.
 */
export function expectedLength(method: string, status: number, headers: UpstreamHeaders): number {
  const length = headers['content-length']
  if (length !== undefined && (headers['transfer-encoding'] !== undefined || Array.isArray(length)))
    return Number.NaN
  if (method === 'HEAD' || status === 204 || status === 304) return 0
  return length === undefined ? -1 : Number(length)
}

export function isEventStream(headers: UpstreamHeaders): boolean {
  const type = headers['content-type']
  return typeof type === 'string' && type.startsWith('text/event-stream')
}

/**
 * The upstream's headers for the client, name and value in turn, without those of the hop, those the gateway sets, and
 * those in which the upstream reports what is metered.
 */
export function answerHeaders(
  answer: UpstreamHeaders,
  route: CompiledRoute,
  hasLimits: boolean,
  meterHeaders: ReadonlySet<string> | null,
): string[] {
  const headers: string[] = []
  const named = answer.connection === undefined ? null : namedBy(answer.connection)
  for (const name in answer) {
    if (dropped.has(name) || named?.has(name) || meterHeaders?.has(name)) continue
    if (route.cors !== null && name.startsWith('access-control-')) continue
    if (hasLimits && limits.has(name) && name !== 'retry-after') continue
    const value = answer[name]!
    if (typeof value === 'string') headers.push(name, value)
    else for (const each of value) headers.push(name, each)
  }
  return headers
}

function namedBy(connection: string | string[]): Set<string> | null {
  const text = String(connection).toLowerCase()
  if (text === 'keep-alive' || text === 'close') return null
  return new Set(text.split(',').map((token) => token.trim()))
}
