/**
 * The journal: one line of JSON a request, written by a gateway's worker before the client can have seen the whole
 * response. It is the structured access log, the source of metering, and what a decision is explained from.
 */
import { z } from 'zod'
import { refusals } from './refusal.ts'

const codes = Object.keys(refusals) as [keyof typeof refusals, ...(keyof typeof refusals)[]]

/** What a limiter saw when it refused. */
export const LimitState = z.strictObject({
  /** `credit` and `spend_cap`: `limit` and `used` are units of `charge` granted and spent in the billing period. */
  kind: z.enum(['rate', 'burst', 'quota', 'credit', 'spend_cap']),
  charge: z.string().max(64).optional(),
  limit: z.int(),
  /** Counted in the window or period at the moment of the refusal. */
  used: z.int(),
  windowSeconds: z.int(),
  /** When a request passes again, milliseconds since the epoch. */
  resetAt: z.int(),
})
export type LimitState = z.infer<typeof LimitState>

/** One request. Short names: this line is written for every request. Absent members mean "not reached" or "none". */
export const UsageRecord = z.strictObject({
  /** Decision id, also the request id: `dec_…`, time-sortable, unique over all gateways. */
  id: z.string().regex(/^dec_[0-9a-z]{8,40}$/),
  /** When the request was accepted, ms since the epoch. */
  at: z.int(),
  /** Whole duration in ms, one decimal. */
  ms: z.number(),
  /** Of it, waiting for the upstream's response headers. */
  up: z.number().optional(),
  method: z.string().max(32),
  /** Path without query (a query may carry a key), cut to 512 characters. */
  path: z.string().max(512),
  /** Status sent to the client; 0 when the client left before it was sent. */
  status: z.int(),
  /** Refusal code; absent when the upstream answered. */
  code: z.enum(codes).optional(),
  /** Body bytes from and to the client. */
  in: z.int().min(0),
  out: z.int().min(0),
  /** True when the client or the upstream broke off in mid-response. */
  cut: z.literal(true).optional(),
  /** Configuration revision the decision was made on. */
  rev: z.int(),
  route: z.string().optional(),
  /** The operation's id, when one matched. */
  op: z.string().optional(),
  cred: z.string().optional(),
  app: z.string().optional(),
  sub: z.string().optional(),
  plan: z.string().optional(),
  limit: LimitState.optional(),
  /** Units counted for each meter of the plan, by its key; meters that counted 0 are left out. */
  units: z.record(z.string().max(64), z.int().min(0)).optional(),
  /** Meters whose header was missing or no sound number, and why; each counted 0. */
  odd: z.record(z.string().max(64), z.enum(['missing', 'negative', 'not_a_number', 'too_large'])).optional(),
  /** The test clock's offset that held for the subscription: its own time is `at + off`. */
  off: z.int().min(0).optional(),
})
export type UsageRecord = z.infer<typeof UsageRecord>

/** Billable: the upstream answered and the request belonged to a subscription. Refusals never are. */
export const isBillable = (record: Pick<UsageRecord, 'code' | 'sub' | 'status'>): boolean =>
  record.code === undefined && record.sub !== undefined && record.status > 0

/** Names one stretch of one journal: bytes `[from, to)` of a segment. Its identity is what makes intake exactly-once. */
export const UsageRange = z.strictObject({
  /** One life of a gateway process: time-sortable, unique. */
  boot: z.string().regex(/^[0-9a-z]{8,40}$/),
  worker: z.int().min(0).max(255),
  segment: z.int().min(0),
  from: z.int().min(0),
  to: z.int().min(1),
  records: z.int().min(1).max(50_000),
})
export type UsageRange = z.infer<typeof UsageRange>
