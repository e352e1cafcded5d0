import { hash } from 'node:crypto'
import { canonicalJson, type Meter, type Plan, StatusClass } from '#gateway-sync/contract/index.ts'

/** A meter, made ready for the hot path. */
export interface CompiledMeter {
  key: string
  kind: Meter['kind']
  /** Bit n is set when answers with a status of n00 to n99 count. */
  classes: number
  /** Of `requests`: units by operation id, and of every other operation. */
  weights: ReadonlyMap<string, number>
  defaultWeight: number
  /** Of `upstream_header`: its name. */
  header: string
}

export interface PlanMeters {
  all: readonly CompiledMeter[]
  /** Headers of the upstream that are read and end here; null for none. */
  headers: ReadonlySet<string> | null
}

const compiled = new WeakMap<Plan, PlanMeters>()

/** The meters of a plan, compiled once; null when it has none. */
export function metersOf(plan: Plan): PlanMeters | null {
  if (plan.meters === undefined) return null
  let meters = compiled.get(plan)
  if (meters === undefined) {
    const all = plan.meters.map(compile)
    const headers = all.filter(({ kind }) => kind === 'upstream_header').map(({ header }) => header)
    meters = { all, headers: headers.length === 0 ? null : new Set(headers) }
    compiled.set(plan, meters)
  }
  return meters
}

function compile(meter: Meter): CompiledMeter {
  return {
    key: meter.key,
    kind: meter.kind,
    classes: meter.statuses.reduce((bits, status) => bits | (1 << Number(status[0])), 0),
    weights: new Map(meter.kind === 'requests' ? Object.entries(meter.weights) : []),
    defaultWeight: meter.kind === 'requests' ? meter.defaultWeight : 0,
    header: meter.kind === 'upstream_header' ? meter.header : '',
  }
}

/** What a compiled meter counts, in the words of the contract again: so that a proof tells what is in force. */
function specOf({ key, kind, classes, weights, defaultWeight, header }: CompiledMeter): Meter {
  const statuses = StatusClass.options.filter((status) => classes & (1 << Number(status[0])))
  if (kind === 'requests') return { key, statuses, kind, weights: Object.fromEntries(weights), defaultWeight }
  return kind === 'upstream_header' ? { key, statuses, kind, header } : { key, statuses, kind }
}

/** Meters in the words of a proof: their keys, and a digest of all they count; empty for none. */
export function describeMeters(meters: readonly Meter[]): string {
  if (meters.length === 0) return ''
  const sorted = meters.map((meter) => ({ ...meter, statuses: meter.statuses.toSorted() }))
  const digest = hash('sha256', canonicalJson(sorted), 'hex').slice(0, 8)
  return `meters ${meters.map(({ key }) => key).join(',')} #${digest}`
}

/** The same of meters that are in force. */
export const describeCompiled = (meters: PlanMeters | null): string =>
  meters === null ? '' : describeMeters(meters.all.map(specOf))
