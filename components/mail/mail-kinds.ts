import type { MailKind } from '#lib/mail/schema.ts'

/** What each kind of mail is called in lists and filters. */
export const MAIL_KINDS: Record<MailKind, string> = {
  invoice_issued: 'Invoice',
  payment_failed: 'Payment failed',
  payment_reminder: 'Reminder',
  subscription_suspended: 'Suspended',
  subscription_resumed: 'Resumed',
  receipt: 'Receipt',
  plan_moved: 'Plan moved',
  quota_80: '80 % of quota',
  quota_100: 'Quota used up',
  cap_80: '80 % of spend cap',
  cap_100: 'Spend cap reached',
  credit_80: '80 % of credits',
  credit_100: 'Credits used up',
  trial_ending: 'Trial ending',
  credit_note: 'Credit note',
}
