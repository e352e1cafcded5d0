import { expect, test } from 'vitest'
import { db } from '#lib/core/db.ts'
import { eventually } from '#scripts/test-support/eventually.ts'
import { makeCredential, revokeCredential } from './house.ts'
import { eventsOf, pause, revisionNow, rowOf, syncUnderTest } from './sync-under-test.ts'

const { sync, house, connect } = await syncUnderTest({ leaseSeconds: 60, leaseOnExpiry: 'serve' })

const receiptsOf = (gatewayId: string) =>
  db.receipt.findMany({ where: { gatewayId }, orderBy: { enforcedAt: 'asc' } })
const applied = (id: string, revision: number) =>
  eventually(async () => (await rowOf(id)).appliedRevision === revision, `${revision} is on record`)

test('a receipt is on record with what the gateway runs, its lease, and a message to others', async () => {
  const gateway = await connect()
  const revision = await revisionNow()
  await applied(gateway.id, revision)
  const row = await rowOf(gateway.id)
  expect(row).toMatchObject({
    appliedChecksum: gateway.checksum,
    version: '0.0.1',
    workers: 1,
    disconnectedAt: null,
  })
  expect(row.leaseExpiresAt!.getTime()).toBeGreaterThan(Date.now() + 50_000)
  expect(await receiptsOf(gateway.id)).toMatchObject([{ revision, checksum: gateway.checksum, provedMs: 2 }])
})

test('a receipt that is sent twice is one receipt', async () => {
  const gateway = await connect()
  gateway.send(gateway.receipt())
  gateway.send(gateway.receipt())
  await pause(300)
  expect(await receiptsOf(gateway.id)).toHaveLength(1)
  expect(gateway.closed).toBeNull()
})

test('a gateway that comes back with an older state is shown with it, and its way back is a second receipt', async () => {
  const gateway = await connect()
  const old = { revision: gateway.revision, checksum: gateway.checksum, resources: [...gateway.resources] }
  await makeCredential(house.offer.applicationId)
  const revision = await revisionNow()
  await gateway.reached(revision)
  await applied(gateway.id, revision)
  await gateway.disconnect()

  gateway.resources.clear()
  for (const [key, resource] of old.resources) gateway.resources.set(key, resource)
  gateway.revision = old.revision
  gateway.checksum = old.checksum
  gateway.isSilent = true
  await gateway.connect(sync.url)
  await applied(gateway.id, old.revision)
  expect(await eventsOf(gateway.id)).toContain('went_back')

  await gateway.disconnect()
  gateway.isSilent = false
  await gateway.connect(sync.url)
  await gateway.reached(revision)
  await applied(gateway.id, revision)
  await eventually(
    async () => (await receiptsOf(gateway.id)).filter((one) => one.revision === revision).length === 2,
    'the second receipt is on record',
  )
})

test('a receipt that was lost is asked for when the gateway comes back', async () => {
  const { id } = await makeCredential(house.offer.applicationId)
  const gateway = await connect()
  gateway.isSilent = true
  const revision = await revokeCredential(id)
  await gateway.until(() => gateway.find('delta').length > 0, 'an offer comes')
  // It applies it and is killed before the receipt is out.
  const delta = gateway.find('delta').at(-1)!
  for (const resource of delta.put) gateway.resources.set(`credential/${resource.spec.id}`, resource)
  gateway.revision = delta.revision
  gateway.checksum = delta.checksum
  gateway.terminate()
  await eventually(async () => (await rowOf(gateway.id)).disconnectedAt !== null, 'its end is on record')
  gateway.isSilent = false
  gateway.received.length = 0
  await gateway.connect(sync.url)
  await eventually(
    async () => (await receiptsOf(gateway.id)).some((one) => one.revision === revision),
    'the receipt is on record',
  )
  expect(gateway.find('delta')).toMatchObject([{ fromRevision: revision, revision, put: [{ spec: { id } }] }])
})

test('a receipt with a foreign checksum proves nothing, is shown, and everything is sent anew', async () => {
  const gateway = await connect()
  gateway.received.length = 0
  gateway.send({ ...gateway.receipt(), checksum: 'abcdefabcdef' })
  await gateway.until(() => gateway.find('snapshot-end').length === 1, 'a snapshot comes')
  await eventually(async () => (await eventsOf(gateway.id)).includes('checksum_differs'), 'it is on record')
  expect((await receiptsOf(gateway.id)).map(({ checksum }) => checksum)).not.toContain('abcdefabcdef')
})

test('a rejection is shown, offered again after a pause, and settled by the next receipt', async () => {
  const gateway = await connect()
  const before = gateway.revision
  gateway.isSilent = true
  gateway.received.length = 0
  await makeCredential(house.offer.applicationId)
  const revision = await revisionNow()
  await gateway.until(() => gateway.find('delta').length === 1, 'an offer comes')
  const resource = { kind: 'credential' as const, id: house.offer.credential.id }
  gateway.send({ type: 'rejection', revision, reason: 'no room', resource })
  const rejectedAt = Date.now()
  await eventually(async () => (await rowOf(gateway.id)).rejectedRevision === revision, 'it is on record')
  expect(await rowOf(gateway.id)).toMatchObject({
    rejectedReason: 'no room',
    rejectedResource: resource,
    appliedRevision: before,
  })
  expect(await eventsOf(gateway.id)).toContain('rejected')

  gateway.isSilent = false
  await gateway.reached(revision)
  expect(Date.now() - rejectedAt).toBeGreaterThan(900)
  await eventually(async () => (await rowOf(gateway.id)).rejectedRevision === null, 'it is settled')
  expect((await rowOf(gateway.id)).rejectedReason).toBeNull()
})

test('heartbeats are answered, and what they say is on record', async () => {
  const gateway = await connect()
  gateway.send({
    type: 'heartbeat',
    revision: gateway.revision,
    seen: 7,
    journaled: 5,
    owedBytes: 9,
    connections: 3,
  })
  await gateway.until(() => gateway.find('heartbeat-ack').length === 1, 'it is answered')
  await eventually(async () => (await rowOf(gateway.id)).seen === 7n, 'it is on record')
  expect(await rowOf(gateway.id)).toMatchObject({
    journaled: 5n,
    owedBytes: 9n,
    connections: 3,
    settledAt: null,
  })
  const boot = await db.gatewayBoot.findFirstOrThrow({ where: { gatewayId: gateway.id } })
  expect(boot).toMatchObject({ boot: gateway.boot, seen: 7n, journaled: 5n, received: 0n })
})

test('what is settled stays so, and a clock that is ahead settles nothing that is to come', async () => {
  const gateway = await connect()
  const beat = async (seen: number, settledAt: number) => {
    const counts = { seen, journaled: seen, owedBytes: 0, connections: 0 }
    gateway.send({ type: 'heartbeat', revision: gateway.revision, ...counts, settledAt })
    await eventually(async () => (await rowOf(gateway.id)).seen === BigInt(seen), 'it is on record')
    return (await rowOf(gateway.id)).settledAt?.getTime()
  }
  const at = Date.now() - 10_000
  expect(await beat(1, at)).toBe(at)
  expect(await beat(2, at - 5_000)).toBe(at)
  expect(await beat(3, Date.now() + 3_600_000)).toBeLessThanOrEqual(Date.now() + 1_000)
})

test('a change of the lease brings gateways back for the new one', async () => {
  const gateway = await connect()
  await db.environment.updateMany({ data: { leaseSeconds: 90, leaseOnExpiry: 'refuse' } })
  await gateway.until(() => gateway.closed !== null, 'the connection is closed')
  expect(gateway.closed?.code).toBe(1012)
  await gateway.connect(sync.url)
  await gateway.until(() => gateway.find('welcome').length === 2, 'welcome comes')
  expect(gateway.find('welcome')[1]?.lease).toEqual({ seconds: 90, onExpiry: 'refuse' })
})
