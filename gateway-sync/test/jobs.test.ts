import { expect, test } from 'vitest'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { eventually } from '#scripts/test-support/eventually.ts'
import { syncUnderTest } from './sync-under-test.ts'

const { sync } = await syncUnderTest()

const metrics = async () => (await fetch(`http://127.0.0.1:${sync.port}/metrics`)).text()

test('sync does its jobs beside its gateways, and tells how they end', async () => {
  const ran = 'gatehouse_sync_job_runs_total{job="old-rows",outcome="done"} 1'
  await eventually(async () => (await metrics()).includes(ran), 'the job has run')
  const createdAt = new Date(Date.now() - 8 * 86_400_000)
  const { id } = await db.signInAttempt.create({
    data: { id: newId('try'), key: 'k', isSuccessful: false, createdAt },
  })
  expect(await sync.stop('SIGTERM')).toBe(0)
  await sync.start()
  const isGone = async () => (await db.signInAttempt.count({ where: { id } })) === 0
  await eventually(isGone, 'what is old is deleted')
})
