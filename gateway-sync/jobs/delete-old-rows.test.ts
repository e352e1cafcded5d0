import { expect, test } from 'vitest'
import { makeDecision } from '#lib/application/fixture.ts'
import { db } from '#lib/core/db.ts'
import { readEnv } from '#lib/core/env.ts'
import { newId } from '#lib/core/id.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { makeEnvironment, makeGateway } from '../test/house.ts'
import { deleteOldRows } from './delete-old-rows.ts'

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

test('old rows go, young ones and the latest 100,000 changes stay', async () => {
  await makeEnvironment()
  const { id: gatewayId } = await makeGateway()
  const { id: environmentId } = await db.environment.update({
    where: { slug: 'production' },
    data: { revision: 100_005 },
  })
  for (const revision of [1, 4, 5, 100_005])
    await db.configChange.create({ data: { environmentId, revision, touched: [] } })
  for (const days of [1, 29, 31]) {
    const createdAt = daysAgo(days)
    await db.gatewayEvent.create({
      data: { id: newId('evt'), gatewayId, kind: 'connected', detail: {}, createdAt },
    })
    await db.signInAttempt.create({ data: { id: newId('try'), key: 'k', isSuccessful: false, createdAt } })
    await makeDecision({ gatewayId, at: daysAgo(days * 6) })
    await db.idempotencyKey.create({ data: { ownerId: 'o', key: `${days}`, requestHash: 'h', createdAt } })
  }
  const deleted = { config_change: 2, gateway_event: 1, sign_in_attempt: 2, decision: 1, idempotency_key: 2 }
  const none = { stripe_event: 0, outbound_task: 0, mail: 0 }
  expect(await deleteOldRows()).toEqual({ ...deleted, ...none })
  const left = await db.configChange.findMany({ orderBy: { revision: 'asc' } })
  expect(left.map(({ revision }) => revision)).toEqual([5, 100_005])
})

test('single requests are kept for as long as the configuration says, and no longer', async () => {
  const { id: gatewayId } = await makeGateway()
  await db.decision.deleteMany()
  for (const days of [39, 41, 300]) await makeDecision({ gatewayId, at: daysAgo(days) })
  expect(await deleteOldRows({ decisionDays: 365 })).toMatchObject({ decision: 0 })
  expect(await deleteOldRows({ decisionDays: 40 })).toMatchObject({ decision: 2 })
  expect(await db.decision.count()).toBe(1)
  const days = (value: string) =>
    readEnv({ NODE_ENV: 'test', DECISION_RETENTION_DAYS: value }).DECISION_RETENTION_DAYS
  expect(days('')).toBe(180)
  expect(days('90')).toBe(90)
  for (const wrong of ['0', '30', 'ever']) expect(() => days(wrong)).toThrow(/DECISION_RETENTION_DAYS/)
})

test('mails, webhooks that were handled and calls that were done go; what waits or was given up stays', async () => {
  const { id: organizationId } = await makeOrganization()
  for (const days of [50, 30]) {
    const at = daysAgo(days)
    const name = `old-${days}`
    const mail = {
      to: 'a@example.com',
      subject: 's',
      text: 't',
      html: 'h',
      kind: 'invoice_issued',
      objectId: 'o',
    }
    await db.mail.create({
      data: { id: newId('mail'), organizationId, ...mail, dedupeKey: name, createdAt: at },
    })
    for (const handledAt of [at, null])
      await db.stripeEvent.create({
        data: { id: `evt_${name}_${handledAt}`, type: 't', objectId: 'o', receivedAt: at, handledAt },
      })
    for (const status of ['done', 'pending', 'failed'])
      await db.outboundTask.create({
        data: {
          ...{ id: newId('task'), kind: 'stripe.pay', objectId: 'o', status, dedupeKey: `${name}/${status}` },
          ...{ createdAt: at, doneAt: status === 'done' ? at : null },
        },
      })
  }
  const none = { mail: 0, stripe_event: 0, outbound_task: 0 }
  expect(await deleteOldRows()).toMatchObject(none)
  expect(await deleteOldRows({ outboxDays: 40 })).toMatchObject({
    mail: 1,
    stripe_event: 1,
    outbound_task: 1,
  })
  expect(await deleteOldRows({ outboxDays: 40 })).toMatchObject(none)
  const kept = await db.outboundTask.findMany({ orderBy: { dedupeKey: 'asc' }, select: { dedupeKey: true } })
  expect(kept.map(({ dedupeKey }) => dedupeKey)).toEqual(
    expect.arrayContaining(['old-50/failed', 'old-50/pending', 'old-30/done']),
  )
  const days = (value: string) =>
    readEnv({ NODE_ENV: 'test', OUTBOX_RETENTION_DAYS: value }).OUTBOX_RETENTION_DAYS
  expect(days('')).toBe(365)
  for (const wrong of ['0', '30', 'ever']) expect(() => days(wrong)).toThrow(/OUTBOX_RETENTION_DAYS/)
})
