import { expect, test } from 'vitest'
import { db } from '#lib/core/db.ts'
import { readEnv } from '#lib/core/env.ts'
import { eventually } from '#scripts/test-support/eventually.ts'
import type { Resource } from '../contract/index.ts'
import { change, makeCredential, makeGateway, makePlan, revokeCredential } from './house.ts'
import { eventsOf, pause, revisionNow, rowOf, syncUnderTest } from './sync-under-test.ts'

const { sync, house, connect } = await syncUnderTest()

test('a gateway with nothing gets a snapshot, then just the difference', async () => {
  const { offer } = house
  const gateway = await connect()
  expect(gateway.find('snapshot-begin')).toHaveLength(1)
  expect([...gateway.resources.keys()].sort()).toEqual(
    [
      `credential/${offer.credential.id}`,
      `plan/${offer.planId}`,
      `route/${offer.apiId}`,
      `subscription/${offer.subscriptionId}`,
    ].sort(),
  )
  const { id } = await makeCredential(offer.applicationId)
  const revision = await revokeCredential(id)
  await gateway.reached(revision)
  const delta = gateway.find('delta').at(-1)!
  expect(delta.put).toMatchObject([{ kind: 'credential', spec: { id, status: 'revoked' } }])
  expect(JSON.stringify(delta).length).toBeLessThan(2048)
})

test('a gateway that comes back gets nothing when it has everything, else the difference', async () => {
  const gateway = await connect()
  const { revision } = gateway
  await eventually(
    async () => (await db.receipt.count({ where: { gatewayId: gateway.id, revision } })) === 1,
    'the receipt is on record',
  )
  await gateway.disconnect()
  gateway.received.length = 0
  await gateway.connect(sync.url)
  await gateway.until(() => gateway.find('welcome').length === 1, 'welcome comes')
  await pause(200)
  expect(gateway.received.map(({ type }) => type)).toEqual(['welcome'])

  await gateway.disconnect()
  const { id } = await makeCredential(house.offer.applicationId)
  gateway.received.length = 0
  await gateway.connect(sync.url)
  await gateway.reached(await revisionNow())
  expect(gateway.received.map(({ type }) => type)).toEqual(['welcome', 'delta'])
  expect(gateway.find('delta')[0]?.put).toMatchObject([{ spec: { id } }])
})

test('a portal that moved is let through by every gateway: one that has all revisions, and one that is behind', async () => {
  const { offer } = house
  const originsAt = (gateway: { resources: Map<string, Resource> }): string[] => {
    const route = gateway.resources.get(`route/${offer.apiId}`)
    return (route?.kind === 'route' && route.spec.cors?.origins) || []
  }
  const [current, behind] = [await connect(), await connect()]
  const { origin: before } = new URL(readEnv().PUBLIC_URL)
  expect(originsAt(current)).toContain(before)
  await behind.disconnect()
  await makeCredential(offer.applicationId)
  await current.reached(await revisionNow())
  await current.disconnect()
  await sync.stop()
  await sync.start({ PUBLIC_URL: 'https://portal.moved.example' })
  for (const gateway of [current, behind]) {
    await gateway.connect(sync.url)
    await gateway.until(() => originsAt(gateway).includes('https://portal.moved.example'), 'it is there')
    expect(originsAt(gateway), 'the old one is gone').not.toContain(before)
    expect(gateway.revision).toBe(await revisionNow())
  }
  await sync.stop()
  await sync.start()
})

test('a sync that was killed knows no history, and still sends just the difference', async () => {
  const gateway = await connect()
  const planId = await makePlan(house.offer.productId)
  await gateway.reached(await revisionNow())
  await gateway.disconnect()
  await change([{ kind: 'plan', id: planId }], (tx) => tx.plan.delete({ where: { id: planId } }))
  const { id } = await makeCredential(house.offer.applicationId)
  await sync.stop('SIGKILL')
  await sync.start()
  gateway.received.length = 0
  await gateway.connect(sync.url)
  await gateway.reached(await revisionNow())
  expect(gateway.received.map(({ type }) => type)).toEqual(['welcome', 'delta'])
  expect(gateway.find('delta')[0]).toMatchObject({
    put: [{ spec: { id } }],
    remove: [{ kind: 'plan', id: planId }],
  })
})

test('a gateway whose state is another than it should be gets everything anew', async () => {
  const gateway = await connect()
  await gateway.disconnect()
  gateway.received.length = 0
  gateway.checksum = 'abcdefabcdef'
  await gateway.connect(sync.url)
  await gateway.until(() => gateway.find('snapshot-end').length === 1, 'a snapshot comes')

  gateway.send({ type: 'resync', reason: 'the disk is gone' })
  await gateway.until(() => gateway.find('snapshot-end').length === 2, 'another snapshot comes')
  await eventually(async () => (await eventsOf(gateway.id)).includes('resync'), 'the resync is on record')

  // From the future: the environment was restored from a backup.
  await gateway.disconnect()
  gateway.received.length = 0
  gateway.revision = 1_000_000
  await gateway.connect(sync.url)
  await gateway.until(() => gateway.find('snapshot-end').length === 1, 'a snapshot comes')
  expect(gateway.revision).toBe(await revisionNow())
})

test('one message is in flight, and what comes meanwhile goes in the next', async () => {
  const gateway = await connect()
  gateway.isSilent = true
  gateway.received.length = 0
  const made: string[] = []
  for (let i = 0; i < 20; i++) {
    made.push((await makeCredential(house.offer.applicationId)).id)
    if (i === 0) await gateway.until(() => gateway.find('delta').length === 1, 'the first comes')
  }
  await pause(200)
  const [first] = gateway.find('delta')
  expect(gateway.find('delta')).toHaveLength(1)
  gateway.isSilent = false
  gateway.resources.set(`credential/${made[0]}`, first!.put[0]!)
  gateway.revision = first!.revision
  gateway.checksum = first!.checksum
  gateway.send(gateway.receipt())
  await gateway.reached(await revisionNow())
  expect(gateway.find('delta')).toHaveLength(2)
  expect(gateway.find('delta')[1]?.put).toHaveLength(19)
})

test('a product that becomes a draft takes its route, plans and subscriptions along, and brings them back', async () => {
  const { offer } = house
  const gateway = await connect()
  const setStatus = (status: string) =>
    change([{ kind: 'product', id: offer.productId }], (tx) =>
      tx.apiProduct.update({ where: { id: offer.productId }, data: { status } }),
    )
  await gateway.reached(await setStatus('draft'))
  expect([...gateway.resources.keys()].filter((key) => !key.startsWith('credential/'))).toEqual([])
  await gateway.reached(await setStatus('published'))
  expect([...gateway.resources.keys()].filter((key) => !key.startsWith('credential/')).sort()).toEqual(
    [`plan/${offer.planId}`, `route/${offer.apiId}`, `subscription/${offer.subscriptionId}`].sort(),
  )
})

test('what is not sound is held back and shown, the last good state stays, and mending it clears the mark', async () => {
  const { apiId } = house.offer
  const gateway = await connect()
  const setUpstream = (upstreamUrl: string) =>
    change([{ kind: 'api', id: apiId }], (tx) =>
      tx.api.update({ where: { id: apiId }, data: { upstreamUrl } }),
    )
  const good = gateway.resources.get(`route/${apiId}`)
  await gateway.reached(await setUpstream('ftp://nowhere'))
  expect(gateway.resources.get(`route/${apiId}`)).toEqual(good)
  await eventually(async () => (await rowOf(gateway.id)).rejectedReason !== null, 'the mark is there')
  const row = await rowOf(gateway.id)
  expect(row.rejectedReason).toBe(`Not served: route ${apiId}: upstream.url: Invalid URL`)
  expect(row.rejectedResource).toEqual({ kind: 'route', id: apiId })
  expect(await eventsOf(gateway.id)).toContain('check_failed')
  // Others are served as ever, and a receipt does not hide the mark.
  const { id } = await makeCredential(house.offer.applicationId)
  await gateway.reached(await revokeCredential(id))
  await pause(100)
  expect((await rowOf(gateway.id)).rejectedReason).toContain('Not served')

  await gateway.reached(await setUpstream('https://mended.example'))
  expect(gateway.resources.get(`route/${apiId}`)).toMatchObject({
    spec: { upstream: { url: 'https://mended.example' } },
  })
  await eventually(async () => (await rowOf(gateway.id)).rejectedReason === null, 'the mark is gone')
})

test('a gateway that cannot enforce a kind is offered nothing, and says why', async () => {
  const gateway = await connect(await makeGateway(), { hello: { kinds: ['route', 'plan', 'credential'] } })
  await eventually(async () => (await rowOf(gateway.id)).rejectedReason !== null, 'the reason is there')
  expect((await rowOf(gateway.id)).rejectedReason).toContain('subscription')
  expect(await eventsOf(gateway.id)).toContain('unsupported')
  expect(gateway.find('snapshot-end')).toHaveLength(0)
  expect(await db.receipt.count({ where: { gatewayId: gateway.id } })).toBe(0)
})
