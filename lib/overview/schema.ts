import type { RevisionStatus } from '#lib/revision/schema.ts'
import type { UsageRow, UsageSums } from '#lib/usage/schema.ts'

/** `gateways` owe the usage of a held one; `amountOpen` is minor units. */
export type AttentionInvoice = {
  id: string
  number: string | null
  customer: string
  product: string
  amountOpen: bigint
  currency: string
  gateways: string[]
  periodEndsAt: Date
  dueAt: Date | null
}

/** Something that waits for a person of the organization. `total` may be more than the items that are listed. */
export type Attention =
  | {
      kind: 'subscriptions_pending'
      total: number
      items: {
        id: string
        application: string
        organization: string
        product: string
        plan: string
        at: Date
      }[]
    }
  | {
      kind: 'gateways_rejecting'
      total: number
      items: { id: string; name: string; reason: string; at: Date | null }[]
    }
  | {
      kind: 'gateways_unreachable'
      total: number
      items: { id: string; name: string; since: Date | null; leaseExpiresAt: Date | null }[]
    }
  | {
      kind: 'credentials_expiring'
      total: number
      items: {
        id: string
        name: string
        hint: string
        application: string
        applicationId: string
        expiresAt: Date
      }[]
    }
  | {
      kind: 'changes_propagating'
      total: number
      items: { id: string; event: string; object: string; at: Date; status: RevisionStatus }[]
    }
  | { kind: 'invoices_held' | 'invoices_overdue'; total: number; items: AttentionInvoice[] }
  | { kind: 'payments_given_up'; total: number; items: { id: string; name: string; reason: string }[] }
  | { kind: 'books_differ'; total: number; items: { id: string; name: string; what: string; at: Date }[] }
  | { kind: 'products_draft'; total: number; items: { id: string; name: string; slug: string; at: Date }[] }

/** One side's traffic of the last 24 hours. */
export type Traffic = {
  /** By the hour, without gaps; p95 in ms. */
  series: (UsageRow & { errorRate: number | null })[]
  total: UsageSums & { errorRate: number | null }
  topProducts: UsageRow[]
  topApplications: UsageRow[]
}

export type Overview = {
  asOf: Date
  /** At the organization's APIs. */
  provided: Traffic
  /** By the organization's applications. */
  consumed: Traffic
  attention: Attention[]
}
