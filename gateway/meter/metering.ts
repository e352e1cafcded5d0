import type { PlanMeters } from './plan-meters.ts'
import { type Oddity, readUnits } from './read-units.ts'

/** The status by which an upstream agrees to an upgrade: it took the request, as with a 2xx. */
const SWITCHING = 101

/** What one request counts on the meters of its plan. Numbers stand in the order of the plan's meters. */
export class Metering {
  readonly meters: PlanMeters
  /** Units as far as they are known; final once `close` was called. */
  readonly units: number[]
  /** Units of a budget that are debited for this request, by meter. */
  readonly debited: number[]
  /** Members of the journal line, each with a leading comma; empty when nothing was counted. */
  journal = ''
  #odd: (Oddity | null)[] | null = null

  /** `operation` is the operation's id, or empty. */
  constructor(meters: PlanMeters, operation: string) {
    this.meters = meters
    this.units = meters.all.map(({ weights, defaultWeight }) => weights.get(operation) ?? defaultWeight)
    this.debited = this.units.map(() => 0)
  }

  /** Reads what the upstream reports in its headers (names in lower case). */
  readAnswer(headers: Record<string, string | string[] | undefined>): void {
    if (this.meters.headers === null) return
    this.#odd = this.meters.all.map(({ kind, header }, at) => {
      if (kind !== 'upstream_header') return null
      const value = readUnits(headers[header])
      this.units[at] = typeof value === 'number' ? value : 0
      return typeof value === 'number' ? null : value
    })
  }

  /** The upstream answered with `status` and `bytes` of body went to the client: what counts is final. */
  close(status: number, bytes: number): void {
    const bit = 1 << (status === SWITCHING ? 2 : Math.floor(status / 100))
    let units = ''
    let odd = ''
    this.meters.all.forEach(({ key, kind, classes }, at) => {
      if ((classes & bit) === 0) {
        this.units[at] = 0
        return
      }
      if (kind === 'response_bytes') this.units[at] = bytes
      if (this.units[at]! > 0) units += `${units === '' ? '' : ','}"${key}":${this.units[at]}`
      const oddity = this.#odd?.[at]
      if (oddity) odd += `${odd === '' ? '' : ','}"${key}":"${oddity}"`
    })
    this.journal = (units === '' ? '' : `,"units":{${units}}`) + (odd === '' ? '' : `,"odd":{${odd}}`)
  }

  /** The request was refused, or nobody saw an answer: nothing counts. */
  void(): void {
    this.units.fill(0)
  }
}
