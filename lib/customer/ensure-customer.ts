import type { Transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'

/** The organization as a customer of the provider: made when it first subscribes to a plan with a price. */
export async function ensureCustomer(
  tx: Transaction,
  organizationId: string,
  consumer: { id: string; name: string },
) {
  await tx.customer.createMany({
    data: [{ id: newId('cus'), organizationId, consumerId: consumer.id, legalName: consumer.name }],
    skipDuplicates: true,
  })
  return tx.customer.findUniqueOrThrow({
    where: { organizationId_consumerId: { organizationId, consumerId: consumer.id } },
  })
}
