import { afterAll, afterEach, beforeAll } from 'vitest'
import { db } from '#lib/core/db.ts'
import { makeEnvironment, makeGateway, makeOffer } from './house.ts'
import { freePort, SyncProcess } from './sync-process.ts'
import { TestGateway } from './test-gateway.ts'

type Lease = { leaseSeconds: number; leaseOnExpiry: string }

/** For one test file: a sync of its own, on a database with one whole offer. */
export async function syncUnderTest(lease?: Lease) {
  const sync = new SyncProcess(await freePort())
  const connected: TestGateway[] = []
  const house = { offer: {} as Awaited<ReturnType<typeof makeOffer>> }
  beforeAll(async () => {
    await makeEnvironment(lease)
    house.offer = await makeOffer()
    await sync.start()
  })
  afterEach(() => {
    for (const gateway of connected.splice(0)) gateway.terminate()
  })
  afterAll(async () => {
    await sync.stop('SIGKILL')
  })
  /** A new gateway, or the one of a token, connected and brought to the present revision. */
  async function connect(
    made?: { id: string; token: string },
    options?: Parameters<TestGateway['connect']>[1],
  ) {
    const { id, token } = made ?? (await makeGateway())
    const gateway = Object.assign(new TestGateway(token), { id, token })
    connected.push(gateway)
    await gateway.connect(sync.url, options)
    if (options === undefined) await gateway.reached(await revisionNow())
    return gateway
  }
  return { sync, house, connect }
}

export async function revisionNow(): Promise<number> {
  return (await db.environment.findFirstOrThrow()).revision
}

export const rowOf = (id: string) => db.gateway.findUniqueOrThrow({ where: { id } })

export async function eventsOf(id: string): Promise<string[]> {
  const events = await db.gatewayEvent.findMany({ where: { gatewayId: id }, orderBy: { createdAt: 'asc' } })
  return events.map(({ kind }) => kind)
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
