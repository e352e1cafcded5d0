import type { MailData } from './schema.ts'

const at = new Date('2026-11-25T14:00:00Z')
const later = new Date('2026-12-09T14:00:00Z')
const billed = {
  invoiceId: 'inv_1',
  number: 'INV-000042',
  currency: 'EUR',
  amount: 123_456n,
  planName: 'Payments API, Growth',
}
const subscribed = {
  applicationId: 'app_1',
  applicationName: 'Mobile app',
  planName: 'Payments API, Growth',
}
const quota = { ...subscribed, resetsAt: later, used: 8_000, quota: 10_000, isHard: true }
const cap = { ...subscribed, resetsAt: later, currency: 'EUR', spent: 8_000n, cap: 10_000n }
const credit = { ...subscribed, currency: 'EUR', used: 8_000n, total: 10_000n }
const paymentUrl = 'https://pay.example/i/1'

/** A mail of each kind. */
export const sampleMail: MailData = {
  invoice_issued: {
    ...billed,
    dueAt: later,
    startsAt: at,
    endsAt: later,
    bankDetails: 'IBAN DE89 3704 0044 0532 0130 00\nBIC COBADEFFXXX',
    paymentUrl: null,
  },
  payment_failed: {
    ...billed,
    reason: 'Your card was declined.',
    retryAt: later,
    suspendsAt: later,
    paymentUrl,
  },
  payment_reminder: { ...billed, dueAt: at, suspendsAt: later, bankDetails: '', paymentUrl },
  subscription_suspended: { ...subscribed, ...billed, paymentUrl },
  subscription_resumed: subscribed,
  receipt: { ...billed, paidAt: at, paidBy: 'Visa •••• 4242' },
  plan_moved: { ...subscribed, fromPlanName: 'Payments API, Starter', at: later, reason: 'New prices.' },
  quota_80: quota,
  quota_100: { ...quota, used: 10_000, isHard: false },
  cap_80: cap,
  cap_100: { ...cap, spent: 10_000n },
  credit_80: credit,
  credit_100: { ...credit, used: 10_000n },
  trial_ending: { ...subscribed, endsAt: later, currency: 'EUR', firstCharge: 4_900n },
  credit_note: { ...billed, creditNoteNumber: 'CN-000001', reason: 'The gateway was away for an hour.' },
}
