import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'

const HOUR_MS = 3_600_000

/** Makes a subscription prepaid: a unit a request, each costs one cent, and credits that pay for so many. */
export async function prepay(
  { planId, subscriptionId }: { planId: string; subscriptionId: string },
  units: number,
): Promise<void> {
  const anchorAt = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS)
  const price = { kind: 'per_unit', unitPrice: '1' }
  const charges = [{ key: 'requests', name: 'Requests', meter: { kind: 'requests' }, price }]
  const pricing = { currency: 'EUR', interval: 'month', isPrepaid: true, charges }
  await db.plan.update({ where: { id: planId }, data: { pricing } })
  await db.subscription.update({ where: { id: subscriptionId }, data: { anchorAt } })
  await db.subscriptionTerm.create({
    data: { id: newId('term'), subscriptionId, planId, startsAt: anchorAt },
  })
  await db.creditGrant.create({
    data: { id: newId('crd'), subscriptionId, source: 'granted', amount: units, startsAt: anchorAt },
  })
}
