import { grantCredits } from '#lib/credit/grant-credits.ts'
import { listInvoices } from '#lib/invoice/queries.ts'
import { updatePlan } from '#lib/plan/update-plan.ts'
import type { MadeOrganization } from '#prisma/factories/organization.ts'
import { makePlan } from '#prisma/factories/product.ts'
import { makeConsumer } from './accounts.ts'

const monthly = (recurringFee: number) => ({ currency: 'EUR', interval: 'month' as const, recurringFee })

/** A plan with a price of which a customer has an older version, an invoice of its first month, and credits. */
export async function furnishWithMoney(organization: MadeOrganization, productId: string) {
  const older = await makePlan(organization, productId, { name: 'Monthly', pricing: monthly(4900) })
  const { subscription } = await makeConsumer(older.id)
  await grantCredits(organization.owner, { subscriptionId: subscription.id, amount: 2500, note: 'Welcome' })
  await updatePlan(organization.owner, { id: older.id, pricing: monthly(5900) })
  const { data } = await listInvoices(organization.owner, {
    side: 'provider',
    subscriptionId: subscription.id,
  })
  return { older, paid: subscription, invoice: data[0]! }
}
