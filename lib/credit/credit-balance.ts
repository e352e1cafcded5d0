import { subscriptionNow } from '#lib/core/clock.ts'
import type { Reader } from '#lib/core/db.ts'
import { creditsOf } from '#lib/invoice/credits.ts'
import { type Billed, isAnchored } from '#lib/invoice/load-billed.ts'
import { isInTrial } from '#lib/invoice/periods.ts'
import { presentOf } from '#lib/invoice/rate-open.ts'
import { rateUninvoiced } from '#lib/invoice/rate-present.ts'

/** What is left of each usable credit after all usage so far, invoiced or not, by its id: minor units. */
export async function creditBalance(reader: Reader, billed: Billed): Promise<Map<string, bigint>> {
  const left = new Map(creditsOf(billed).map(({ id, amount }) => [id, amount]))
  if (left.size === 0 || !isAnchored(billed) || isInTrial(billed)) return left
  const now = subscriptionNow(billed.application.organization)
  for (const { burns } of await rateUninvoiced(reader, presentOf(billed), now))
    for (const [id, amount] of burns.covered) left.set(id, (left.get(id) ?? 0n) - amount)
  return left
}
