import { describe, expect, it } from 'vitest'
import { makeGateway, makeOffer, makeSubscriber, makeUsageHour } from '#lib/application/fixture.ts'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { expectRefusal, stranger } from '#lib/core/testing.ts'
import { createCredential } from '#lib/credential/create-credential.ts'
import { makeBilledSubscription } from '#lib/invoice/fixture.ts'
import { makeBilled, makeInvoice } from '#lib/payment/fixture.ts'
import { getOverview } from './queries.ts'

const kinds = (overview: Awaited<ReturnType<typeof getOverview>>) =>
  overview.attention.map((entry) => entry.kind)

describe('getOverview', () => {
  it('draws 24 hours of the side that has traffic, with what leads it', async () => {
    const { provider, consumer, offer, applicationId, subscription } = await makeSubscriber()
    const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000)
    await makeUsageHour(hour, {
      apiId: offer.apiId,
      planId: offer.planId,
      applicationId,
      subscriptionId: subscription.id,
      errors: 2,
    })
    const { provided, consumed } = await getOverview(provider.actor, provider.id)
    expect(provided.total).toMatchObject({ requests: 10, errorRate: 0.2 })
    expect(provided.series.length).toBeGreaterThanOrEqual(24)
    expect(provided.series.at(-1)).toMatchObject({ key: hour.toISOString(), requests: 10 })
    expect(provided.topProducts).toMatchObject([{ key: offer.productId, label: offer.productName }])
    expect(provided.topApplications).toMatchObject([{ key: applicationId }])
    expect(consumed.total).toMatchObject({ requests: 0, errorRate: null })
    expect((await getOverview(consumer.actor, consumer.id)).consumed.total.requests).toBe(10)
  })

  it('says what needs somebody, and nothing when nothing does', async () => {
    await db.gateway.updateMany({ data: { removedAt: new Date() } })
    const quiet = await makeOffer()
    expect((await getOverview(quiet.provider.actor, quiet.provider.id)).attention).toEqual([])

    const { provider, consumer, subscription, applicationId } = await makeSubscriber({ approval: 'manual' })
    const draft = await db.apiProduct.create({
      data: {
        id: `prod_draft_${provider.id}`,
        organizationId: provider.id,
        name: 'Draft',
        slug: `draft-${provider.slug}`,
        visibility: 'public',
      },
    })
    const own = await getOverview(provider.actor, provider.id)
    expect(own.attention).toMatchObject([
      { kind: 'subscriptions_pending', total: 1, items: [{ id: subscription.id }] },
      { kind: 'products_draft', total: 1, items: [{ id: draft.id }] },
    ])

    const expiresAt = new Date(Date.now() + 3 * 86_400_000).toISOString()
    const key = await createCredential(consumer.actor, { applicationId, name: 'Soon', expiresAt })
    const theirs = await getOverview(consumer.actor, consumer.id)
    expect(theirs.attention).toMatchObject([{ kind: 'credentials_expiring', items: [{ id: key.id }] }])

    await makeGateway(0, { rejectedRevision: 1, rejectedReason: 'unknown kind' })
    await makeGateway(0, { disconnectedAt: new Date() })
    expect(kinds(await getOverview(consumer.actor, consumer.id))).toEqual([
      'gateways_rejecting',
      'gateways_unreachable',
      'changes_propagating',
      'credentials_expiring',
    ])
  })

  it('names invoices that are not paid in time, and those that wait for a gateway; tests need nobody', async () => {
    const { provider, subscriptionId } = await makeBilledSubscription()
    const { id } = await db.invoice.findFirstOrThrow({ where: { subscriptionId } })
    const attention = async () => (await getOverview(provider.actor, provider.id)).attention
    await db.invoice.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1_000) } })
    expect(await attention()).toContainEqual(
      expect.objectContaining({
        kind: 'invoices_overdue',
        total: 1,
        items: [expect.objectContaining({ id, amountOpen: 900n, currency: 'EUR' })],
      }),
    )
    const gaps = [{ gatewayId: 'gw_1', name: 'gw-dc2', kind: 'silent', since: new Date().toISOString() }]
    await db.invoice.update({ where: { id }, data: { status: 'held', gaps } })
    expect(await attention()).toContainEqual(
      expect.objectContaining({
        kind: 'invoices_held',
        items: [expect.objectContaining({ id, gateways: ['gw-dc2'] })],
      }),
    )
    await db.invoice.update({ where: { id }, data: { isSandbox: true } })
    expect((await attention()).filter(({ kind }) => kind.startsWith('invoices'))).toEqual([])
  })

  it('names what was given up on its way to Stripe, and where its books differ', async () => {
    const billed = await makeBilled()
    const id = await makeInvoice(billed)
    const { id: organizationId, actor } = billed.provider
    const attention = async () =>
      (await getOverview(actor, organizationId)).attention.filter(({ kind }) =>
        ['payments_given_up', 'books_differ'].includes(kind),
      )
    const task = { id: newId('task'), kind: 'stripe.invoice', objectId: id, dedupeKey: id }
    await db.outboundTask.create({ data: task })
    expect(await attention(), 'what is still tried waits for nobody').toEqual([])
    await db.outboundTask.update({
      where: { id: task.id },
      data: { status: 'failed', lastError: 'No such customer' },
    })
    const drift = { organizationId, objectKind: 'invoice', objectId: id, what: 'status' }
    await db.stripeDrift.create({ data: { id: newId('drift'), ...drift, ours: 'open', theirs: 'void' } })
    const name = expect.stringMatching(/^INV-/)
    expect(await attention()).toMatchObject([
      { kind: 'payments_given_up', total: 1, items: [{ name, reason: 'No such customer' }] },
      { kind: 'books_differ', total: 1, items: [{ name, what: 'status' }] },
    ])
    await db.stripeDrift.updateMany({ where: { organizationId }, data: { repairedAt: new Date() } })
    expect(await attention()).toHaveLength(1)
  })

  it('is for members only', async () => {
    const { provider } = await makeOffer()
    await expectRefusal(getOverview(stranger, provider.id), 'not_found')
  })
})
