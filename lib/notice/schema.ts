import { z } from 'zod'

/** What a customer is told once a period: how much of a limit is used, in percent, or that a trial ends. */
export const NoticeKind = z.enum([
  'quota_80',
  'quota_100',
  'cap_80',
  'cap_100',
  'credit_80',
  'credit_100',
  'trial_ending',
])
export type NoticeKind = z.infer<typeof NoticeKind>

/** `period` names what it is about: a quota's or billing period, by its start. */
export type NoticeItem = { subscriptionId: string; kind: NoticeKind; period: string; createdAt: Date }

/** A notice among those of all of a reader's subscriptions: with what it is about. */
export type OwnNotice = NoticeItem & {
  application: { id: string; name: string }
  planName: string
  productName: string
}

/** 80, 100 or null: how much of a limit is used. `isRefused`: a gateway has refused at it, whatever is left in parts. */
export function shareReached(used: bigint, limit: bigint, isRefused: boolean): 80 | 100 | null {
  if (isRefused || used >= limit) return 100
  return used * 100n >= limit * 80n ? 80 : null
}
