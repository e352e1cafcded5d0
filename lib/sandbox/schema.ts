import { z } from 'zod'

const id = z.string('Choose one').min(1, 'Choose one').max(64)
const DAYS_MAX = 400
const DAY_SECONDS = 86_400

export const SetSandbox = z.object({ organizationId: id, isSandbox: z.boolean('Say yes or no') })
export type SetSandbox = z.input<typeof SetSandbox>

/** On to a moment of the test clock, or by a number of seconds: one of the two. */
export const MoveClock = z
  .object({
    organizationId: id,
    to: z.iso
      .datetime({ offset: true, error: 'Give date and time with zone, e.g. 2027-01-01T00:00:00Z' })
      .optional(),
    bySeconds: z
      .int('Enter a whole number of seconds')
      .min(1, 'A clock only goes forward: enter 1 or more')
      .max(DAYS_MAX * DAY_SECONDS, `Move it by ${DAYS_MAX} days at most at once`)
      .optional(),
  })
  .refine(({ to, bySeconds }) => (to === undefined) !== (bySeconds === undefined), {
    path: ['to'],
    message: 'Say where to, or by how much: one of the two',
  })
export type MoveClock = z.input<typeof MoveClock>

/** The farthest that a clock is moved at once. */
export const CLOCK_MOVE_MS_MAX = DAYS_MAX * DAY_SECONDS * 1_000

/** For what is done to one subscription, credential or invoice of a sandbox. */
export const SandboxObject = z.object({ id })
export type SandboxObject = z.input<typeof SandboxObject>

/** `now` is what the test clock shows. */
export type SandboxItem = { organizationId: string; isSandbox: boolean; now: Date; clockOffsetMs: number }
export type ClockMoved = { organizationId: string; now: Date; revision: number }
export type SandboxChanged = { id: string; revision: number }

export type SandboxListItem = Omit<SandboxItem, 'isSandbox'> & { slug: string; name: string }

/**
 * period_end, trial_end: of a subscription, which is invoiced · ends: it was cancelled for then · quota_reset: its quota
 * starts anew · key_expires · invoice_due · reminder, suspension: what follows while an invoice stays unpaid.
 */
export const AheadKind = z.enum([
  'period_end',
  'trial_end',
  'ends',
  'quota_reset',
  'key_expires',
  'invoice_due',
  'reminder',
  'suspension',
])
export type AheadKind = z.infer<typeof AheadKind>

/** What a sandbox's clock will bring; `at` is by that clock. */
export type AheadEvent = {
  kind: AheadKind
  at: Date
  /** The subscription, key or invoice. */
  object: { id: string; name: string }
}

/** A mail that was written to a sandbox's people. */
export type SandboxMail = {
  id: string
  to: string
  subject: string
  kind: string
  text: string
  createdAt: Date
}
