import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { db } from '#lib/core/db.ts'
import { change, makeCredential, makeEnvironment, makeGateway, makeOffer, revokeCredential } from './house.ts'
import { freePort, SyncProcess } from './sync-process.ts'
import { TestGateway } from './test-gateway.ts'

const sync = new SyncProcess(await freePort())
const connected: TestGateway[] = []

let offer: Awaited<ReturnType<typeof makeOffer>>

beforeAll(async () => {
  await makeEnvironment()
  offer = await makeOffer()
  await sync.start()
})
afterEach(() => {
  for (const gateway of connected.splice(0)) gateway.terminate()
})
afterAll(async () => {
  await sync.stop('SIGKILL')
})

async function connect(token?: string): Promise<TestGateway & { id: string }> {
  const made = token ? null : await makeGateway()
  const gateway = new TestGateway(token ?? made!.token)
  connected.push(gateway)
  await gateway.connect(sync.url)
  return Object.assign(gateway, { id: made?.id ?? '' })
}

const rowOf = (id: string) => db.gateway.findUniqueOrThrow({ where: { id } })
const eventsOf = async (id: string) =>
  (await db.gatewayEvent.findMany({ where: { gatewayId: id }, orderBy: { id: 'asc' } })).map(
    ({ kind }) => kind,
  )
const settled = async (holds: () => Promise<boolean>) => {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it did not settle')
}

test('snapshot, then just the difference, each with its receipt', async () => {
  const gateway = await connect()
  await gateway.reached(1)
  expect(gateway.find('snapshot-begin')).toHaveLength(1)
  expect([...gateway.resources.keys()].sort()).toEqual(
    [
      `credential/${offer.credential.id}`,
      `plan/${offer.planId}`,
      `route/${offer.apiId}`,
      `subscription/${offer.subscriptionId}`,
    ].sort(),
  )
  const revision = await revokeCredential(offer.credential.id)
  await gateway.reached(revision)
  const delta = gateway.find('delta').at(-1)!
  expect(delta.put).toHaveLength(1)
  expect(delta.put[0]).toMatchObject({ kind: 'credential', spec: { status: 'revoked' } })
  expect(JSON.stringify(delta).length).toBeLessThan(2048)
  await settled(async () => (await rowOf(gateway.id)).appliedRevision === revision)
  const receipts = await db.receipt.findMany({ where: { gatewayId: gateway.id } })
  expect(receipts.map((receipt) => receipt.revision)).toContain(revision)
})
