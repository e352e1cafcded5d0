import { audit } from '#lib/core/audit.ts'
import { authorize, can, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { UpdateCustomer } from './schema.ts'

/** Changes what invoices say of a customer, from the next one on: by the customer itself, or by its provider. */
export async function updateCustomer(actor: Actor, input: UpdateCustomer): Promise<{ id: string }> {
  requireSignedIn(actor)
  const { id, ...wanted } = parse(UpdateCustomer, input)
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "customer" WHERE "id" = ${id} FOR UPDATE`
    const mine = organizationIdsOf(actor)
    const before = await tx.customer.findFirst({
      where: { id, OR: [{ organizationId: mine }, { consumerId: mine }] },
    })
    if (!before) notFound('customer', id)
    const isProvider = can(actor, 'billing:manage', before.organizationId)
    const isConsumer = actor.memberships.some(({ organizationId }) => organizationId === before.consumerId)
    if (!isProvider && isConsumer) authorize(actor, 'payment:manage', before.consumerId)
    else if (!isProvider) authorize(actor, 'billing:manage', before.organizationId)
    const { legalName, address, country, taxId, email } = before
    const was = { legalName, address, country, taxId, email }
    const after = { ...was, ...wanted }
    if (JSON.stringify(was) === JSON.stringify(after)) return { id }
    await tx.customer.update({ where: { id }, data: wanted })
    await audit(tx, actor, {
      organizationId: isProvider ? before.organizationId : before.consumerId,
      event: 'customer.updated',
      object: { kind: 'customer', id, name: after.legalName },
      before: was,
      after,
    })
    return { id }
  })
}
