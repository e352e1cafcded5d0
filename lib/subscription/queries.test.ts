import { describe, expect, it } from 'vitest'
import { makeSubscriber } from '#lib/application/fixture.ts'
import { expectRefusal, stranger } from '#lib/core/testing.ts'
import {
  findSubscription,
  getSubscription,
  getSubscriptionConsequence,
  listSubscriptions,
} from './queries.ts'

describe('listSubscriptions', () => {
  it('has two sides, each its own', async () => {
    const { consumer, provider, subscription } = await makeSubscriber()
    const consumed = await listSubscriptions(consumer.actor, { organizationId: consumer.id })
    const provided = await listSubscriptions(provider.actor, { side: 'provider' })
    expect(consumed.data.map((row) => row.id)).toEqual([subscription.id])
    expect(provided.data.map((row) => row.id)).toEqual([subscription.id])
    expect((await listSubscriptions(provider.actor)).data).toEqual([])
    expect((await listSubscriptions(consumer.actor, { side: 'provider' })).data).toEqual([])
  })

  it('filters by status, product, application and its organization', async () => {
    const { provider, consumer, applicationId, offer, subscription } = await makeSubscriber({
      approval: 'manual',
    })
    const list = async (filter: object) =>
      (await listSubscriptions(provider.actor, { side: 'provider', ...filter })).data.map((row) => row.id)
    const { productId, planId } = offer
    expect(await list({ status: 'pending', productId, planId, applicationId })).toEqual([subscription.id])
    expect(await list({ consumerId: consumer.id })).toEqual([subscription.id])
    expect(await list({ consumerId: provider.id })).toEqual([])
    expect(await list({ status: 'active' })).toEqual([])
    expect(await list({ productId: 'prod_other' })).toEqual([])
    expect(await list({ applicationId: 'app_other' })).toEqual([])
  })

  it('tells strangers nothing', async () => {
    const { consumer, subscription } = await makeSubscriber()
    const { id } = subscription
    expect((await listSubscriptions(stranger)).data).toEqual([])
    await expectRefusal(listSubscriptions(stranger, { organizationId: consumer.id }), 'not_found')
    expect(await findSubscription(stranger, id)).toBeNull()
    await expectRefusal(getSubscription(stranger, id), 'not_found')
    await expectRefusal(getSubscriptionConsequence(stranger, id), 'not_found')
  })
})
