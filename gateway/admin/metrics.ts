import { Counter, collectDefaultMetrics, Gauge, type Metric, Registry } from 'prom-client'
import {
  BYTES_IN,
  BYTES_OUT,
  CONNECTIONS,
  type Counters,
  CUT,
  DURATION_BUCKETS,
  DURATION_SUM,
  JOURNAL_BYTES,
  JOURNAL_FAILURES,
  JOURNALED,
  LATENCY_BOUNDS_MS,
  REFUSALS,
  RETRIES,
  refusalCodes,
  SEEN,
  STATUS_CLASS,
  UPSTREAM_BUCKETS,
  UPSTREAM_SUM,
} from '../memory/counters.ts'

/** Values that the main thread knows. */
export interface GatewayGauges {
  revision: () => number
  credentials: () => number
  isConnected: () => boolean
  owedBytes: () => number
  leaseSecondsLeft: () => number | null
  rejections: () => number
}

/** Adds one place of all workers' counters up. */
export function total(workers: readonly Counters[], place: number): number {
  let sum = 0
  for (const counters of workers) sum += counters[place]!
  return sum
}

/** A registry whose values are read from shared memory when they are asked for: counting costs requests nothing. */
export function createMetrics(workers: readonly Counters[], gauges: GatewayGauges): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'gatehouse_gateway_' })
  const counter = (name: string, help: string, place: number): void => {
    new Counter({
      name: `gatehouse_gateway_${name}`,
      help,
      registers: [registry],
      collect() {
        this.reset()
        this.inc(total(workers, place))
      },
    })
  }
  counter('requests_seen_total', 'Requests that arrived', SEEN)
  counter('requests_journaled_total', 'Requests whose record is in the journal', JOURNALED)
  counter('request_bytes_total', 'Body bytes from clients', BYTES_IN)
  counter('response_bytes_total', 'Body bytes to clients', BYTES_OUT)
  counter('responses_cut_total', 'Responses that client or upstream broke off', CUT)
  counter('upstream_retries_total', 'Requests sent to the upstream a second time', RETRIES)
  counter('journal_bytes_total', 'Bytes written to the journal', JOURNAL_BYTES)
  counter(
    'requests_unrecorded_total',
    'Requests refused because the journal could not be written',
    JOURNAL_FAILURES,
  )
  addGauges(registry, workers, gauges)
  addLabelled(registry, workers)
  addHistogram(
    registry,
    workers,
    'request_duration_seconds',
    'From accept to the record',
    DURATION_BUCKETS,
    DURATION_SUM,
  )
  addHistogram(
    registry,
    workers,
    'upstream_duration_seconds',
    'Waiting for the upstream’s headers',
    UPSTREAM_BUCKETS,
    UPSTREAM_SUM,
  )
  return registry
}

function addGauges(registry: Registry, workers: readonly Counters[], gauges: GatewayGauges): void {
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name: `gatehouse_gateway_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  }
  gauge('connections', 'Open client connections', () => total(workers, CONNECTIONS))
  gauge(
    'requests_in_flight',
    'Requests under way',
    () => total(workers, SEEN) - total(workers, JOURNALED) - total(workers, JOURNAL_FAILURES),
  )
  gauge('workers', 'Worker threads', () => workers.length)
  gauge('revision', 'Configuration revision in force', gauges.revision)
  gauge('credentials', 'Credentials known', gauges.credentials)
  gauge('sync_connected', 'Whether the connection to sync is up', () => Number(gauges.isConnected()))
  gauge('journal_owed_bytes', 'Journal bytes that sync has not acknowledged', gauges.owedBytes)
  gauge(
    'lease_seconds_left',
    'Seconds the lease still runs; negative when it is over',
    () => gauges.leaseSecondsLeft() ?? -1,
  )
  gauge('configuration_rejections', 'Configurations refused since the start', gauges.rejections)
}

function addLabelled(registry: Registry, workers: readonly Counters[]): void {
  new Counter({
    name: 'gatehouse_gateway_refusals_total',
    help: 'Requests refused, by code',
    labelNames: ['code'],
    registers: [registry],
    collect() {
      this.reset()
      refusalCodes.forEach((code, number) => {
        const count = total(workers, REFUSALS + number)
        if (count > 0) this.inc({ code }, count)
      })
    },
  })
  new Counter({
    name: 'gatehouse_gateway_responses_total',
    help: 'Responses by class of status; 0 for none sent',
    labelNames: ['class'],
    registers: [registry],
    collect() {
      this.reset()
      for (let each = 0; each < 6; each++)
        this.inc({ class: each === 0 ? '0' : `${each}xx` }, total(workers, STATUS_CLASS + each))
    },
  })
}

/** prom-client's own histogram counts by observation; this one shows counts that were taken elsewhere. */
function addHistogram(
  registry: Registry,
  workers: readonly Counters[],
  name: string,
  help: string,
  buckets: number,
  sum: number,
): void {
  const full = `gatehouse_gateway_${name}`
  const metric = {
    name: full,
    help,
    type: 'histogram',
    aggregator: 'sum',
    get: async () => {
      const values: { labels: object; value: number; metricName: string }[] = []
      let count = 0
      for (let i = 0; i <= LATENCY_BOUNDS_MS.length; i++) {
        count += total(workers, buckets + i)
        const le = i === LATENCY_BOUNDS_MS.length ? '+Inf' : LATENCY_BOUNDS_MS[i]! / 1000
        values.push({ labels: { le }, value: count, metricName: `${full}_bucket` })
      }
      values.push({ labels: {}, value: total(workers, sum) / 1000, metricName: `${full}_sum` })
      values.push({ labels: {}, value: count, metricName: `${full}_count` })
      return { name: full, help, type: 'histogram', aggregator: 'sum', values }
    },
    reset: () => undefined,
  }
  registry.registerMetric(metric as unknown as Metric)
}
