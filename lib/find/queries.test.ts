import { expect, it } from 'vitest'
import { makeSubscriber } from '#lib/application/fixture.ts'
import { db } from '#lib/core/db.ts'
import { stranger } from '#lib/core/testing.ts'
import { makeBilledSubscription } from '#lib/invoice/fixture.ts'
import { findInOrganization, findInPortal } from './queries.ts'

it('finds every kind of the organization by its whole id, and nothing for those outside', async () => {
  const { provider, consumer, offer, applicationId, subscription } = await makeSubscriber()
  const find = (text: string) => findInOrganization(provider.actor, { organizationId: provider.id, text })
  const kinds = {
    api: offer.apiId,
    product: offer.productId,
    plan: offer.planId,
    subscriber: applicationId,
    subscription: subscription.id,
    organization: provider.id,
  }
  for (const [kind, id] of Object.entries(kinds)) {
    expect(await find(id)).toMatchObject([{ kind, id }])
    expect(await findInOrganization(stranger, { organizationId: provider.id, text: id })).toEqual([])
    expect(await findInPortal(stranger, id)).toEqual([])
  }
  expect(await find('plan_0000000000000')).toEqual([])
  expect(await findInPortal(consumer.actor, applicationId)).toMatchObject([{ kind: 'application' }])
})

it('finds by a part of the name', async () => {
  const { provider, offer } = await makeSubscriber()
  const found = await findInOrganization(provider.actor, {
    organizationId: provider.id,
    text: offer.productName.slice(0, -1),
  })
  expect(found).toContainEqual({ kind: 'product', id: offer.productId, name: offer.productName })
})

it('finds customers and invoices for their provider, by id, name and number', async () => {
  const { provider, consumer, subscriptionId } = await makeBilledSubscription()
  const { id, customerId, number } = await db.invoice.findFirstOrThrow({ where: { subscriptionId } })
  const find = (text: string, actor = provider.actor) =>
    findInOrganization(actor, { organizationId: provider.id, text })
  expect(await find(customerId)).toEqual([{ kind: 'customer', id: customerId, name: consumer.name }])
  expect(await find(id)).toEqual([{ kind: 'invoice', id, name: number }])
  expect((await find(consumer.name)).map((one) => one.kind)).toEqual(
    expect.arrayContaining(['customer', 'invoice']),
  )
  expect(await find(number!)).toEqual([{ kind: 'invoice', id, name: `${number} to ${consumer.name}` }])
  for (const text of [id, customerId, number!]) expect(await find(text, stranger)).toEqual([])
  expect(await findInOrganization(consumer.actor, { organizationId: consumer.id, text: customerId })).toEqual(
    [],
  )
})
