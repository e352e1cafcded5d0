import { describe, expect, it } from 'vitest'
import { makeConsumer, makeOffer, makePlan } from '#lib/application/fixture.ts'
import { db } from '#lib/core/db.ts'
import { periodOf } from '#lib/core/period.ts'
import { describeVerb, expectRefusal } from '#lib/core/testing.ts'
import { createCredential } from '#lib/credential/create-credential.ts'
import { makeBilledSubscription } from '#lib/invoice/fixture.ts'
import { createOrganization } from '#lib/organization/create-organization.ts'
import { createSubscription } from '#lib/subscription/create-subscription.ts'
import { makePerson } from '#prisma/factories/organization.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { declinePayment } from './decline-payment.ts'
import { endTrial } from './end-trial.ts'
import { exhaustQuota } from './exhaust-quota.ts'
import { expireCredential } from './expire-credential.ts'
import { moveClock } from './move-clock.ts'
import { payTestInvoice } from './pay-test-invoice.ts'
import { getSandbox, listAhead, listSandboxes, listSandboxMails } from './queries.ts'
import { setSandbox } from './set-sandbox.ts'

const HOUR_MS = 3_600_000
const rowOf = (id: string) => db.subscription.findUniqueOrThrow({ where: { id } })

/** A consumer whose organization is a sandbox, with a key that expires. */
async function makeSandbox() {
  const consumer = await makeConsumer()
  await setSandbox(consumer.actor, { organizationId: consumer.id, isSandbox: true })
  const credential = await createCredential(consumer.actor, {
    applicationId: consumer.applicationId,
    name: uniqueName('Key'),
    expiresAt: new Date(Date.now() + 48 * HOUR_MS).toISOString(),
  })
  return { ...consumer, organizationId: consumer.id, credentialId: credential.id }
}

async function makeSandboxSubscription(planId: string) {
  const sandbox = await makeSandbox()
  const { applicationId, actor } = sandbox
  return { ...sandbox, subscription: await createSubscription(actor, { applicationId, planId }) }
}

const makeBilledSandbox = (trialDays?: number) =>
  makeBilledSubscription({
    clockOffsetMs: HOUR_MS,
    ...(trialDays && { pricing: { trial: { kind: 'days', days: trialDays } } }),
  })

describeVerb('setSandbox', {
  verb: setSandbox,
  arrange: async () => {
    const { actor, id: organizationId } = await makeConsumer()
    return { actor, organizationId, input: { organizationId, isSandbox: true } }
  },
  does: async ({ organizationId }, { actor }) =>
    expect(await getSandbox(actor, organizationId)).toMatchObject({ isSandbox: true, clockOffsetMs: 0 }),
  role: 'admin',
  event: 'sandbox.opened',
  repeated: 'nothing',
})

describeVerb('moveClock', {
  verb: moveClock,
  arrange: async () => {
    const { planId } = await makeOffer()
    const { actor, organizationId } = await makeSandboxSubscription(planId)
    return { actor, organizationId, input: { organizationId, bySeconds: 3_600 } }
  },
  does: async ({ now }, { actor, organizationId }) => {
    const sandbox = await getSandbox(actor, organizationId)
    expect(sandbox.clockOffsetMs).toBe(HOUR_MS)
    expect(sandbox.now.getTime() - now.getTime()).toBeLessThan(60_000)
  },
  role: 'editor',
  event: 'sandbox.clock_moved',
  touched: ['subscription', 'credential'],
  repeated: 'again',
})

describeVerb('exhaustQuota', {
  verb: exhaustQuota,
  arrange: async () => {
    const { planId } = await makeOffer({ quota: { requests: 1_000, period: 'month' } })
    const { actor, organizationId, subscription } = await makeSandboxSubscription(planId)
    return { actor, organizationId, input: { id: subscription.id } }
  },
  does: async ({ id: subscriptionId }) => {
    const [lease] = await db.quotaLease.findMany({ where: { subscriptionId } })
    expect(lease).toMatchObject({
      gatewayId: 'nobody',
      granted: 1_000n,
      period: periodOf('month', new Date()),
    })
    const [period] = await db.quotaPeriod.findMany({ where: { subscriptionId } })
    expect(period?.granted).toBe(1_000n)
  },
  role: 'editor',
  event: 'sandbox.quota_exhausted',
  touched: ['subscription', 'credential'],
  isUrgent: true,
  repeated: 'nothing',
})

describeVerb('endTrial', {
  verb: endTrial,
  arrange: async () => {
    const { consumer, subscriptionId } = await makeBilledSandbox(14)
    return { actor: consumer.actor, organizationId: consumer.id, input: { id: subscriptionId } }
  },
  does: async ({ id }) => {
    const { renewsAt, anchorAt } = await rowOf(id)
    expect(renewsAt! > anchorAt!).toBe(true)
    const invoices = await db.invoice.findMany({ where: { subscriptionId: id } })
    expect(invoices).toMatchObject([{ kind: 'start', subtotal: 900n, isSandbox: true }])
  },
  role: 'editor',
  event: 'sandbox.trial_ended',
  touched: ['subscription'],
  repeated: 'invalid_state',
})

describeVerb('expireCredential', {
  verb: expireCredential,
  arrange: async () => {
    const { actor, organizationId, credentialId } = await makeSandbox()
    return { actor, organizationId, input: { id: credentialId } }
  },
  does: async ({ id }) => {
    const { expiresAt } = await db.credential.findUniqueOrThrow({ where: { id } })
    expect(expiresAt! <= new Date()).toBe(true)
  },
  role: 'editor',
  event: 'sandbox.credential_expired',
  touched: ['credential'],
  isUrgent: true,
  repeated: 'nothing',
})

describe('a declined payment', () => {
  it('can be followed by one that comes in: the invoice is paid, once', async () => {
    const { consumer, subscriptionId } = await makeBilledSandbox()
    const { id } = await db.invoice.findFirstOrThrow({ where: { subscriptionId } })
    await declinePayment(consumer.actor, { id })
    await payTestInvoice(consumer.actor, { id })
    await payTestInvoice(consumer.actor, { id })
    expect(await db.invoice.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'paid',
      dunningStatus: 'none',
    })
    expect(await db.payment.count({ where: { invoiceId: id, status: 'succeeded' } })).toBe(1)
    await expectRefusal(declinePayment(consumer.actor, { id }), 'invalid_state')
  })

  it('is recorded with the customer’s mail, and dunning begins', async () => {
    const { consumer, subscriptionId } = await makeBilledSandbox()
    await db.customer.updateMany({ where: { consumerId: consumer.id }, data: { email: 'ap@mobile.example' } })
    const { id } = await db.invoice.findFirstOrThrow({ where: { subscriptionId } })
    await declinePayment(consumer.actor, { id })
    expect(await db.payment.findMany({ where: { invoiceId: id } })).toMatchObject([{ status: 'failed' }])
    expect((await db.invoice.findUniqueOrThrow({ where: { id } })).dunningStatus).toBe('retrying')
    expect(await db.mail.count({ where: { objectId: id, kind: 'payment_failed' } })).toBe(1)
  })
})

describe('a sandbox', () => {
  it('can be made with its organization', async () => {
    const { actor } = await makePerson()
    const { id } = await createOrganization(actor, { name: uniqueName('Sandbox'), isSandbox: true })
    expect(await db.organization.findUnique({ where: { id } })).toMatchObject({ isSandbox: true })
  })

  it('is not made of an organization that subscribed, nor undone once its clock moved', async () => {
    const { planId } = await makeOffer()
    const consumer = await makeConsumer()
    const { actor, id: organizationId, applicationId } = consumer
    await createSubscription(actor, { applicationId, planId })
    await expectRefusal(setSandbox(actor, { organizationId, isSandbox: true }), 'invalid_state')
    const sandbox = await makeSandbox()
    await moveClock(sandbox.actor, { organizationId: sandbox.id, bySeconds: 1 })
    const back = setSandbox(sandbox.actor, { organizationId: sandbox.id, isSandbox: false })
    await expectRefusal(back, 'invalid_state')
  })

  it('has a clock that only goes forward, 400 days at most at once', async () => {
    const { actor, organizationId } = await makeSandbox()
    const at = (ms: number) => new Date(Date.now() + ms).toISOString()
    for (const to of [at(-HOUR_MS), at(401 * 24 * HOUR_MS)])
      await expectRefusal(moveClock(actor, { organizationId, to }), 'invalid_input', ['to'])
    for (const bySeconds of [0, -5, 401 * 86_400])
      await expectRefusal(moveClock(actor, { organizationId, bySeconds }), 'invalid_input', ['bySeconds'])
    await expectRefusal(moveClock(actor, { organizationId }), 'invalid_input', ['to'])
    const to = at(10 * HOUR_MS)
    expect((await moveClock(actor, { organizationId, to })).now.toISOString()).toBe(to)
  })

  it('is what the test clock, an exhausted quota and the rest need', async () => {
    const { consumer, subscriptionId } = await makeBilledSubscription()
    const { actor, id: organizationId, applicationId } = consumer
    const key = await createCredential(actor, { applicationId, name: uniqueName('Key') })
    const { id: invoiceId } = await db.invoice.findFirstOrThrow({ where: { subscriptionId } })
    for (const work of [
      () => moveClock(actor, { organizationId, bySeconds: 60 }),
      () => exhaustQuota(actor, { id: subscriptionId }),
      () => endTrial(actor, { id: subscriptionId }),
      () => expireCredential(actor, { id: key.id }),
      () => declinePayment(actor, { id: invoiceId }),
      () => payTestInvoice(actor, { id: invoiceId }),
    ])
      expect((await expectRefusal(work(), 'invalid_state')).message).toContain('is no sandbox')
  })

  it('exhausts hard quotas only', async () => {
    const { productId, planId } = await makeOffer()
    const { actor, subscription } = await makeSandboxSubscription(planId)
    const none = await expectRefusal(exhaustQuota(actor, { id: subscription.id }), 'invalid_state')
    expect(none.message).toContain('no quota')
    const soft = await makePlan(productId, { quota: { requests: 5, period: 'day' } })
    await db.plan.update({ where: { id: soft }, data: { quotaMode: 'soft' } })
    await db.subscription.update({ where: { id: subscription.id }, data: { planId: soft } })
    expect(
      (await expectRefusal(exhaustQuota(actor, { id: subscription.id }), 'invalid_state')).message,
    ).toContain('soft')
  })
})

describe('what is seen of a sandbox', () => {
  it('is its own: by its members, with its clock', async () => {
    const { actor, organizationId } = await makeSandbox()
    await moveClock(actor, { organizationId, bySeconds: 3_600 })
    const { actor: stranger } = await makeConsumer()
    expect(await listSandboxes(stranger)).toEqual([])
    expect(await listSandboxes(actor)).toMatchObject([{ organizationId, clockOffsetMs: HOUR_MS }])
    await expectRefusal(listAhead(stranger, organizationId), 'not_found')
    await expectRefusal(listSandboxMails(stranger, organizationId), 'not_found')
  })

  it('is what its clock will bring, in that order, and nothing that has passed', async () => {
    const { consumer, subscriptionId } = await makeBilledSandbox()
    const { actor, id: organizationId } = consumer
    const { renewsAt } = await rowOf(subscriptionId)
    const invoice = await db.invoice.findFirstOrThrow({ where: { subscriptionId } })
    const ahead = await listAhead(actor, organizationId)
    expect(ahead.map(({ at }) => at)).toEqual(ahead.map(({ at }) => at).toSorted((a, b) => +a - +b))
    const found = (kind: string) => ahead.filter((event) => event.kind === kind)
    expect(found('period_end')).toMatchObject([{ at: renewsAt, object: { id: subscriptionId } }])
    expect(found('invoice_due')).toMatchObject([{ at: invoice.dueAt, object: { id: invoice.id } }])
    expect([found('reminder').length, found('suspension').length], 'three reminders, then the end').toEqual([
      3, 1,
    ])
    await moveClock(actor, { organizationId, to: invoice.dueAt!.toISOString() })
    expect((await listAhead(actor, organizationId)).map(({ kind }) => kind)).not.toContain('invoice_due')
  })

  it('is what was written to it', async () => {
    const { consumer, subscriptionId } = await makeBilledSandbox()
    await db.customer.updateMany({ where: { consumerId: consumer.id }, data: { email: 'ap@mobile.example' } })
    const { id } = await db.invoice.findFirstOrThrow({ where: { subscriptionId } })
    await declinePayment(consumer.actor, { id })
    const mails = await listSandboxMails(consumer.actor, consumer.id)
    expect(mails).toMatchObject([{ to: 'ap@mobile.example', kind: 'payment_failed' }])
    await db.organization.update({ where: { id: consumer.id }, data: { isSandbox: false } })
    await db.invoice.updateMany({ where: { id }, data: { isSandbox: false } })
    expect(await listSandboxMails(consumer.actor, consumer.id), 'of what is real, none').toEqual([])
  })
})
