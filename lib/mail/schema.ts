import { z } from 'zod'
import { PageInput } from '#lib/core/page.ts'

export const MailKind = z.enum([
  'invoice_issued',
  'payment_failed',
  'payment_reminder',
  'subscription_suspended',
  'subscription_resumed',
  'receipt',
  'plan_moved',
  'quota_80',
  'quota_100',
  'cap_80',
  'cap_100',
  'credit_80',
  'credit_100',
  'trial_ending',
  'credit_note',
])
export type MailKind = z.infer<typeof MailKind>

/** Whose subscription a mail is about, in words. */
type Subscribed = {
  applicationId: string
  applicationName: string
  /** e.g. `Payments API, Growth`. */
  planName: string
}
/** Amounts are minor units of `currency`. */
type Billed = { invoiceId: string; number: string; currency: string; amount: bigint; planName: string }
type Limit = Subscribed & { resetsAt: Date }

/** What each kind of mail needs to be written. Times are the subscription's own. */
export type MailData = {
  invoice_issued: Billed & {
    dueAt: Date
    startsAt: Date
    endsAt: Date
    /** For a transfer; empty when it is collected. */
    bankDetails: string
    paymentUrl: string | null
  }
  payment_failed: Billed & {
    /** In words, e.g. `Your card was declined.` */
    reason: string
    retryAt: Date | null
    suspendsAt: Date
    paymentUrl: string | null
  }
  payment_reminder: Billed & { dueAt: Date; suspendsAt: Date; bankDetails: string; paymentUrl: string | null }
  subscription_suspended: Subscribed & Omit<Billed, 'planName'> & { paymentUrl: string | null }
  subscription_resumed: Subscribed
  receipt: Billed & { paidAt: Date; paidBy: string }
  plan_moved: Subscribed & { fromPlanName: string; at: Date; reason: string }
  quota_80: Limit & { used: number; quota: number; isHard: boolean }
  quota_100: MailData['quota_80']
  cap_80: Limit & { currency: string; spent: bigint; cap: bigint }
  cap_100: MailData['cap_80']
  credit_80: Subscribed & { currency: string; used: bigint; total: bigint }
  credit_100: MailData['credit_80']
  trial_ending: Subscribed & { endsAt: Date; currency: string; firstCharge: bigint }
  credit_note: Billed & { creditNoteNumber: string; reason: string }
}

/** waiting: it is sent as soon as a mail server is there · failed: given up, `lastError` says why. */
export const MailStatus = z.enum(['waiting', 'sent', 'failed'])
export type MailStatus = z.infer<typeof MailStatus>

export const ListMails = PageInput.extend({
  /** In whose name; left out: the only organization that the actor belongs to. */
  organizationId: z.string().max(64).optional(),
  /** The invoice or subscription that they are about. */
  objectId: z.string().max(64).optional(),
  kind: MailKind.optional(),
  status: MailStatus.optional(),
})
export type ListMails = z.input<typeof ListMails>

/** A mail as the outbox lists it. */
export type MailItem = {
  id: string
  to: string
  subject: string
  kind: MailKind
  /** The invoice or subscription that it is about. */
  objectId: string
  status: MailStatus
  attempts: number
  lastError: string
  nextAttemptAt: Date | null
  sentAt: Date | null
  createdAt: Date
}
export type MailWithBody = MailItem & { text: string; html: string }
