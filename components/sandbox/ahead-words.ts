import type { AheadEvent, AheadKind } from '#lib/sandbox/schema.ts'

const words: Record<AheadKind, (name: string) => string> = {
  period_end: (name) => `The period of ${name} ends: it is invoiced`,
  trial_end: (name) => `The trial of ${name} ends: billing begins`,
  ends: (name) => `${name} ends, as it was cancelled: the last invoice`,
  quota_reset: (name) => `The quota of ${name} starts anew`,
  key_expires: (name) => `The key “${name}” expires`,
  invoice_due: (name) => `${name} is due`,
  reminder: (name) => `A reminder of ${name} while it is not paid`,
  suspension: (name) => `Suspended for ${name}, if it is still not paid`,
}

/** What will happen, in a sentence. */
export const aheadWords = ({ kind, object }: AheadEvent): string => words[kind](object.name)

/** What is passed on the way to a moment: the soonest `most`, and how many more. */
export function passedUntil(ahead: readonly AheadEvent[], to: Date, most = 5) {
  const passed = ahead.filter(({ at }) => at <= to)
  return { shown: passed.slice(0, most), more: Math.max(0, passed.length - most) }
}

/** The next of what comes again and again: of an invoice's reminders only the first. */
export function withoutRepeats(ahead: readonly AheadEvent[]): AheadEvent[] {
  const seen = new Set<string>()
  return ahead.filter(({ kind, object }) => {
    const key = `${kind}/${object.id}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}
