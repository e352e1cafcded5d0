import { formatMoney } from '#lib/core/money.ts'
import { type MailContent, mailTime } from '../content.ts'
import type { MailData } from '../schema.ts'

const application = (data: { applicationId: string }): MailContent['action'] => ({
  label: 'Open the application',
  href: `/applications/${data.applicationId}`,
})

export const subscriptionSuspended = (data: MailData['subscription_suspended']): MailContent => ({
  subject: `${data.applicationName} is suspended: invoice ${data.number} is unpaid`,
  title: 'Your subscription is suspended',
  tone: 'danger',
  paragraphs: [
    `Gateways now refuse requests of ${data.applicationName} on ${data.planName}, because invoice ${data.number} was not paid.`,
    'It is served again as soon as the invoice is paid; nothing of it is lost.',
  ],
  facts: [
    ['Open amount', formatMoney(data.amount, data.currency)],
    ['Invoice', data.number],
    ['Application', data.applicationName],
  ],
  action: data.paymentUrl
    ? { label: 'Pay this invoice', href: data.paymentUrl }
    : { label: 'Open the invoice', href: `/invoices/${data.invoiceId}` },
})

export const subscriptionResumed = (data: MailData['subscription_resumed']): MailContent => ({
  subject: `${data.applicationName} is served again`,
  title: 'Your subscription is active again',
  tone: 'success',
  paragraphs: [
    `Thank you for the payment. Gateways serve ${data.applicationName} on ${data.planName} again; its page shows which, and since when.`,
  ],
  facts: [],
  action: application(data),
})

export const planMoved = (data: MailData['plan_moved']): MailContent => ({
  subject: `${data.applicationName} moves to ${data.planName}`,
  title: 'Your plan changes',
  tone: 'neutral',
  paragraphs: [
    `${data.applicationName} moves from ${data.fromPlanName} to ${data.planName}.`,
    ...(data.reason ? [data.reason] : []),
  ],
  facts: [
    ['Before', data.fromPlanName],
    ['From then on', data.planName],
    ['At', mailTime(data.at)],
  ],
  action: application(data),
})

export const trialEnding = (data: MailData['trial_ending']): MailContent => ({
  subject: `The trial of ${data.planName} ends soon`,
  title: 'Your trial ends soon',
  tone: 'neutral',
  paragraphs: [
    `The trial of ${data.applicationName} on ${data.planName} ends at ${mailTime(data.endsAt)}. From then on it is charged; cancel before to pay nothing.`,
  ],
  facts: [
    ['Ends', mailTime(data.endsAt)],
    ['First charge, before tax', formatMoney(data.firstCharge, data.currency)],
  ],
  action: application(data),
})
