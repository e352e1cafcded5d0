import { expect, test } from 'vitest'
import { makeDecision } from '#lib/application/fixture.ts'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
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
  expect(await deleteOldRows()).toEqual(deleted)
  const left = await db.configChange.findMany({ orderBy: { revision: 'asc' } })
  expect(left.map(({ revision }) => revision)).toEqual([5, 100_005])
})
