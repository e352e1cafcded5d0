import { z } from 'zod'

/** retrying: reminded of or tried again · grace: the suspension is next · suspended: the subscription is not served. */
export const DunningStatus = z.enum(['none', 'retrying', 'grace', 'suspended'])
export type DunningStatus = z.infer<typeof DunningStatus>

export const DunningEventKind = z.enum([
  'issued',
  'due',
  'payment_failed',
  'payment_retried',
  'reminded',
  'suspended',
  'paid',
  'refunded',
])
export type DunningEventKind = z.infer<typeof DunningEventKind>

/** What happened to an invoice's payment, and what will. Times are the subscription's own. */
export type DunningTimeline = {
  invoiceId: string
  status: DunningStatus
  /** What happened, in its order. */
  events: { kind: DunningEventKind; at: Date; detail: string }[]
  /** What follows without a payment, in its order; empty when nothing does. */
  ahead: { kind: 'remind' | 'suspend'; at: Date }[]
}
