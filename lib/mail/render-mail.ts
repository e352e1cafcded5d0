import type { MailContent } from './content.ts'
import { type MailFrame, renderHtml, renderText } from './layout.ts'
import type { MailData, MailKind } from './schema.ts'
import { creditNote, invoiceIssued, paymentFailed, paymentReminder, receipt } from './templates/invoice.ts'
import { cap, credit, quota } from './templates/limits.ts'
import {
  planMoved,
  subscriptionResumed,
  subscriptionSuspended,
  trialEnding,
} from './templates/subscription.ts'

const templates: { [Kind in MailKind]: (data: MailData[Kind]) => MailContent } = {
  invoice_issued: invoiceIssued,
  payment_failed: paymentFailed,
  payment_reminder: paymentReminder,
  subscription_suspended: subscriptionSuspended,
  subscription_resumed: subscriptionResumed,
  receipt,
  plan_moved: planMoved,
  quota_80: quota(80),
  quota_100: quota(100),
  cap_80: cap(80),
  cap_100: cap(100),
  credit_80: credit(80),
  credit_100: credit(100),
  trial_ending: trialEnding,
  credit_note: creditNote,
}

/** A mail in its three forms. Pure. */
export function renderMail<Kind extends MailKind>(
  kind: Kind,
  data: MailData[Kind],
  frame: MailFrame,
): { subject: string; html: string; text: string } {
  const content = templates[kind](data)
  const subject = content.subject.replaceAll(/\s+/g, ' ')
  return {
    subject: frame.isSandbox ? `[Sandbox] ${subject}` : subject,
    html: renderHtml(content, frame),
    text: renderText(content, frame),
  }
}
