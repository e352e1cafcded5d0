import { crc32 } from 'node:zlib'

/** What the contract lets a proof's check say. */
const TEXT_MAX = 64

/** Parts of what is in force as one text for a proof. Where it is too long, its end is a digest of the whole. */
export function proofText(...parts: string[]): string {
  const text = parts.filter((part) => part !== '').join(' ')
  if (text.length <= TEXT_MAX) return text
  return `${text.slice(0, TEXT_MAX - 9)}~${crc32(text).toString(16).padStart(8, '0')}`
}

const hourOf = (at: number): string => new Date(at).toISOString().slice(0, 13)

/** A budget in the words of a proof: its charges, and the billing period in which they are debited. */
export const describeBudget = (
  charges: readonly string[],
  { startsAt, endsAt }: { startsAt: number; endsAt: number },
): string => `budget ${charges.join(',')} ${hourOf(startsAt)}/${hourOf(endsAt)}`

/** A subscription's own time in the words of a proof; empty for the real one. */
export const describeClock = (offsetMs: number): string => (offsetMs === 0 ? '' : `clock +${offsetMs}`)
