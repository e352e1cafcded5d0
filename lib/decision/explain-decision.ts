import { explainRefusal } from '#gateway-sync/contract/explain.ts'
import { isRefusalCode, refusals } from '#gateway-sync/contract/refusal.ts'
import { LimitState } from '#gateway-sync/contract/usage.ts'
import type { Decision, DecisionLimit } from './schema.ts'
import type { DecisionRow } from './visibility.ts'

/** The title of a refusal; null when the upstream answered. */
export function titleOf(code: string | null): string | null {
  if (code === null) return null
  return isRefusalCode(code) ? refusals[code].title : code
}

/** What the gateway said and why, in the words that its own problem document used. */
export function explanationOf(row: DecisionRow, planName: string | undefined): Decision['explanation'] {
  if (row.code === null || !isRefusalCode(row.code)) return null
  const limit = LimitState.safeParse(row.limit)
  return explainRefusal({
    code: row.code,
    at: row.at.getTime(),
    ...(planName && { planName }),
    ...(limit.success && { limit: limit.data }),
  })
}

/** The rule that counted, its counter's value then, and when it passes again. */
export function limitOf(row: DecisionRow): DecisionLimit | null {
  const parsed = LimitState.safeParse(row.limit)
  if (!parsed.success) return null
  const { resetAt, ...limit } = parsed.data
  const requests = `${limit.limit.toLocaleString('en')} ${limit.limit === 1 ? 'request' : 'requests'}`
  const rules = {
    rate: `${requests} in ${limit.windowSeconds} s`,
    burst: `${requests} at once, refilled over ${limit.windowSeconds} s`,
    quota: `${requests} a ${limit.windowSeconds > 86_400 ? 'month' : 'day'}`,
    credit: 'The prepaid credits of the subscription',
    spend_cap: 'The spend cap of the subscription',
  }
  return { ...limit, rule: rules[limit.kind], resetAt: new Date(resetAt) }
}
