import type { Reader } from '#lib/core/db.ts'
import { readCarried } from './carried.ts'
import { readHeldPeriods } from './held-periods.ts'
import { readLateLines } from './late-usage.ts'
import type { OpenPeriod, RatedPeriod } from './rate-open.ts'
import { rateOpen } from './rate-open.ts'

/**
 * Rates a present period as its invoice will be, at a moment of the subscription's own time: after periods whose invoices
 * are held, with late usage and what was carried over.
 */
export async function ratePresent(reader: Reader, present: OpenPeriod, asOf: Date): Promise<RatedPeriod> {
  const { billed } = present
  const [held, late, carried] = await Promise.all([
    readHeldPeriods(reader, [billed]),
    readLateLines(reader, billed, billed.billedUntil),
    readCarried(reader, billed.id, billed.billedUntil.getTime()),
  ])
  const rated = await rateOpen(
    reader,
    [...held, present],
    () => asOf.getTime(),
    (open) => (open === present ? [...late, ...carried] : []),
  )
  return rated.at(-1)!
}
