import type { Reader } from '#lib/core/db.ts'
import { readCarried } from './carried.ts'
import { readHeldPeriods } from './held-periods.ts'
import { readLateLines } from './late-usage.ts'
import { type OpenPeriod, type RatedPeriod, rateOpen } from './rate-open.ts'

/**
 * Rates what no finalized invoice covers yet, at a moment of the subscription's own time: the periods whose invoices are
 * held, then the present one as its invoice will be, with late usage and what was carried over.
 */
export async function rateUninvoiced(
  reader: Reader,
  present: OpenPeriod,
  asOf: Date,
): Promise<RatedPeriod[]> {
  const { billed } = present
  const held = await readHeldPeriods(reader, [billed])
  const late = await readLateLines(reader, billed, billed.billedUntil)
  const carried = await readCarried(reader, billed.id, billed.billedUntil.getTime())
  return rateOpen(
    reader,
    [...held, present],
    () => asOf.getTime(),
    (open) => (open === present ? [...late, ...carried] : []),
  )
}

/** The present period of them alone. */
export async function ratePresent(reader: Reader, present: OpenPeriod, asOf: Date): Promise<RatedPeriod> {
  return (await rateUninvoiced(reader, present, asOf)).at(-1)!
}
