export type MailTone = 'neutral' | 'success' | 'warning' | 'danger'

/** What a template says; `layout` makes HTML and text of it, so that both say the same. */
export type MailContent = {
  subject: string
  title: string
  tone: MailTone
  paragraphs: string[]
  /** Label and value, e.g. amount and due date. */
  facts: [label: string, value: string][]
  /** Shown as it is, line by line: bank details. */
  block?: { title: string; text: string }
  /** Path in the portal, or a whole address. */
  action: { label: string; href: string }
}

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const minute = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})
const integer = new Intl.NumberFormat('en')

/** `25 Nov 2026`, UTC. */
export const mailDay = (at: Date): string => day.format(at)
/** `25 Nov 2026, 14:00 UTC`. */
export const mailTime = (at: Date): string => `${minute.format(at)} UTC`
export const mailCount = (count: number): string => integer.format(count)
