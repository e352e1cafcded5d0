import { formatMoney } from '#lib/core/money.ts'
import { type MailContent, mailDay, mailTime } from '../content.ts'
import type { MailData } from '../schema.ts'

const invoicePath = (invoiceId: string): string => `/invoices/${invoiceId}`
const pay = (data: { invoiceId: string; paymentUrl: string | null }): MailContent['action'] =>
  data.paymentUrl
    ? { label: 'Pay this invoice', href: data.paymentUrl }
    : { label: 'Open the invoice', href: invoicePath(data.invoiceId) }
const transfer = (text: string, number: string): MailContent['block'] =>
  text ? { title: `Transfer to, with reference ${number}`, text } : undefined

export const invoiceIssued = (data: MailData['invoice_issued']): MailContent => ({
  subject: `Invoice ${data.number}: ${formatMoney(data.amount, data.currency)}`,
  title: `Your invoice ${data.number}`,
  tone: 'neutral',
  paragraphs: [
    data.bankDetails
      ? `Your invoice for ${data.planName} is ready. Please pay it by ${mailDay(data.dueAt)}.`
      : `Your invoice for ${data.planName} is ready. It is collected with your payment method.`,
    'Each of its lines opens to days, hours and single requests.',
  ],
  facts: [
    ['Amount', formatMoney(data.amount, data.currency)],
    ['Due', mailDay(data.dueAt)],
    ['Period', `${mailTime(data.startsAt)} to ${mailTime(data.endsAt)}`],
    ['Plan', data.planName],
  ],
  block: transfer(data.bankDetails, data.number),
  action: { label: 'Open the invoice', href: invoicePath(data.invoiceId) },
})

export const paymentFailed = (data: MailData['payment_failed']): MailContent => ({
  subject: `Payment of invoice ${data.number} failed`,
  title: 'Your payment did not go through',
  tone: 'danger',
  paragraphs: [
    `We could not collect ${formatMoney(data.amount, data.currency)} for ${data.planName}. ${data.reason}`.trim(),
    data.retryAt
      ? `We try again on ${mailTime(data.retryAt)}. Without a payment, the subscription is suspended on ${mailTime(data.suspendsAt)}.`
      : `Without a payment, the subscription is suspended on ${mailTime(data.suspendsAt)}: gateways then refuse its requests.`,
  ],
  facts: [
    ['Invoice', data.number],
    ['Amount', formatMoney(data.amount, data.currency)],
    ['Suspended on', mailTime(data.suspendsAt)],
  ],
  action: pay(data),
})

export const paymentReminder = (data: MailData['payment_reminder']): MailContent => ({
  subject: `Reminder: invoice ${data.number} is overdue`,
  title: `Invoice ${data.number} is overdue`,
  tone: 'warning',
  paragraphs: [
    `${formatMoney(data.amount, data.currency)} for ${data.planName} was due on ${mailDay(data.dueAt)}. If you have just paid it, nothing is left for you to do.`,
    `Without a payment, the subscription is suspended on ${mailTime(data.suspendsAt)}: gateways then refuse its requests.`,
  ],
  facts: [
    ['Open amount', formatMoney(data.amount, data.currency)],
    ['Was due', mailDay(data.dueAt)],
    ['Suspended on', mailTime(data.suspendsAt)],
  ],
  block: transfer(data.bankDetails, data.number),
  action: pay(data),
})

export const receipt = (data: MailData['receipt']): MailContent => ({
  subject: `Receipt: ${formatMoney(data.amount, data.currency)} for invoice ${data.number}`,
  title: 'Thank you, it is paid',
  tone: 'success',
  paragraphs: [`We received ${formatMoney(data.amount, data.currency)} for ${data.planName}.`],
  facts: [
    ['Invoice', data.number],
    ['Amount', formatMoney(data.amount, data.currency)],
    ['Paid', mailTime(data.paidAt)],
    ['Paid by', data.paidBy],
  ],
  action: { label: 'Open the invoice', href: invoicePath(data.invoiceId) },
})

export const creditNote = (data: MailData['credit_note']): MailContent => ({
  subject: `Credit note ${data.creditNoteNumber} for invoice ${data.number}`,
  title: `Credit note ${data.creditNoteNumber}`,
  tone: 'neutral',
  paragraphs: [
    `We credit ${formatMoney(data.amount, data.currency)} of invoice ${data.number} for ${data.planName}.`,
  ],
  facts: [
    ['Credit', formatMoney(data.amount, data.currency)],
    ['Invoice', data.number],
    ['Reason', data.reason],
  ],
  action: { label: 'Open the invoice', href: invoicePath(data.invoiceId) },
})
