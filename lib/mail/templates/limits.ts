import { formatMoney } from '#lib/core/money.ts'
import { type MailContent, mailCount, mailTime } from '../content.ts'
import type { MailData } from '../schema.ts'

type Share = 80 | 100

const notice = (
  share: Share,
  what: string,
  data: { applicationId: string; applicationName: string; planName: string },
): Pick<MailContent, 'subject' | 'title' | 'tone' | 'action'> => ({
  subject: `${data.applicationName}: ${what}${share === 80 ? ' used to 80 %' : ' used up'}`,
  title: `${what}${share === 80 ? ' used to 80 %' : ' used up'}`,
  tone: share === 80 ? 'warning' : 'danger',
  action: { label: 'Open the application', href: `/applications/${data.applicationId}` },
})

export const quota =
  (share: Share) =>
  (data: MailData['quota_80']): MailContent => ({
    ...notice(share, 'Quota', data),
    paragraphs: [
      `${data.applicationName} on ${data.planName} used ${mailCount(data.used)} of ${mailCount(data.quota)} requests.`,
      data.isHard
        ? `Beyond the quota, gateways refuse its requests until ${mailTime(data.resetsAt)}.`
        : 'Requests beyond the quota are served, and charged by the plan.',
    ],
    facts: [
      ['Used', `${mailCount(data.used)} of ${mailCount(data.quota)}`],
      ['Starts anew', mailTime(data.resetsAt)],
    ],
  })

export const cap =
  (share: Share) =>
  (data: MailData['cap_80']): MailContent => ({
    ...notice(share, 'Spend cap', data),
    paragraphs: [
      `Usage of ${data.applicationName} on ${data.planName} costs ${formatMoney(data.spent, data.currency)} of the ${formatMoney(data.cap, data.currency)} that you allowed for this period.`,
      share === 80
        ? 'At the cap, gateways refuse its requests. You can raise it at any time.'
        : 'Gateways refuse its requests now. Raise the cap to be served at once.',
    ],
    facts: [
      ['Spent', formatMoney(data.spent, data.currency)],
      ['Cap', formatMoney(data.cap, data.currency)],
      ['Starts anew', mailTime(data.resetsAt)],
    ],
  })

export const credit =
  (share: Share) =>
  (data: MailData['credit_80']): MailContent => ({
    ...notice(share, 'Credits', data),
    paragraphs: [
      `${data.applicationName} on ${data.planName} used ${formatMoney(data.used, data.currency)} of ${formatMoney(data.total, data.currency)} in credits.`,
      share === 80
        ? 'When they are used up, gateways refuse its requests. You can buy more at any time.'
        : 'Gateways refuse its requests now. Buy credits to be served at once.',
    ],
    facts: [
      ['Used', formatMoney(data.used, data.currency)],
      ['Left', formatMoney(data.total > data.used ? data.total - data.used : 0n, data.currency)],
    ],
  })
