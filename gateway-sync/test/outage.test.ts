import { Client } from 'pg'
import { expect, test } from 'vitest'
import { db } from '#lib/core/db.ts'
import { eventually } from '#scripts/test-support/eventually.ts'
import { APPLICATION_NAME } from '../database.ts'
import { change, makeCredential, revokeCredential } from './house.ts'
import { Journal } from './journal.ts'
import { pause, revisionNow, rowOf, syncUnderTest } from './sync-under-test.ts'
import type { TestGateway } from './test-gateway.ts'

const { sync, house, connect } = await syncUnderTest()

const KILLS = 10

/** Works on the server from another database than the test's own. */
async function administrate<T>(work: (client: Client, database: string) => Promise<T>): Promise<T> {
  const url = new URL(process.env.DATABASE_URL!)
  const database = url.pathname.slice(1)
  url.pathname = '/postgres'
  const client = new Client({ connectionString: url.href })
  await client.connect()
  try {
    return await work(client, database)
  } finally {
    await client.end()
  }
}

/** Ends every connection that sync has to the database. Returns how many they were. */
const killBackends = () =>
  administrate(async (client, database) => {
    const { rowCount } = await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = $2',
      [database, APPLICATION_NAME],
    )
    return rowCount ?? 0
  })

const allowConnections = (isAllowed: boolean) =>
  administrate((client, database) =>
    client.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS ${isAllowed}`),
  )

/** Comes back as often as it takes, as a gateway does. */
const comeBack = (gateway: TestGateway) =>
  eventually(
    () =>
      gateway.connect(sync.url).then(
        () => true,
        () => false,
      ),
    'sync comes back',
  )

test('with every database connection killed, the next changes still arrive', async () => {
  const gateway = await connect()
  for (let round = 0; round < 3; round++) {
    expect(await killBackends()).toBeGreaterThan(0)
    const { id } = await makeCredential(house.offer.applicationId)
    const revision = await revokeCredential(id)
    await eventually(async () => {
      if (gateway.closed) await comeBack(gateway)
      return gateway.revision >= revision
    }, 'the revocation arrives')
    expect(gateway.resources.get(`credential/${id}`)).toMatchObject({ spec: { status: 'revoked' } })
  }
  await eventually(
    async () => (await rowOf(gateway.id)).appliedRevision === gateway.revision,
    'it is on record',
  )
  expect((await sync.health())?.status).toBe(200)
})

test('a database that nobody can reach: no gateway is kept in the belief that all is well', async () => {
  const gateway = await connect()
  await allowConnections(false)
  try {
    await killBackends()
    await gateway.until(() => gateway.closed !== null, 'the connection is closed')
    expect(gateway.closed?.code).toBe(1013)
    expect((await sync.health())?.status).toBe(503)
    await expect(gateway.connect(sync.url)).rejects.toThrow('HTTP 503')
  } finally {
    await allowConnections(true)
  }
  await comeBack(gateway)
  await gateway.until(() => gateway.find('welcome').length === 2, 'welcome comes')
})

test('usage is counted exactly once with sync and database killed at random moments', async () => {
  const gateway = await connect()
  const journal = new Journal(gateway.boot)
  let kills = 0
  const killing = (async () => {
    for (; kills < KILLS; kills++) {
      await pause(40 + Math.random() * 160)
      if (kills % 2 === 0) await killBackends()
      else {
        await sync.stop('SIGKILL')
        await sync.start()
      }
    }
  })()
  // A gateway forgets what was acknowledged only, and cuts the rest anew each time.
  let acknowledged = 0
  while (kills < KILLS || acknowledged < journal.ends.length) {
    if (kills < KILLS) journal.append(20, house.offer, { units: { requests: 1, tokens: 3 } })
    if (gateway.closed) await comeBack(gateway).catch(() => {})
    const last = Math.min(journal.ends.length, acknowledged + 1 + Math.floor(Math.random() * 40))
    const usage = journal.usage(acknowledged, last)
    const acked = gateway
      .next('usage-ack', ({ range }) => range.to === usage.range.to)
      .then(
        () => true,
        () => false,
      )
    gateway.send(usage)
    if (await acked) acknowledged = last
  }
  await killing
  expect(await db.decision.count({ where: { gatewayId: gateway.id } })).toBe(acknowledged)
  const { _sum } = await db.usageHour.aggregate({
    where: { gatewayId: gateway.id },
    _sum: { requests: true },
  })
  expect(_sum.requests).toBe(acknowledged)
  const metered = await db.usageMeterHour.groupBy({
    by: ['chargeKey'],
    where: { gatewayId: gateway.id },
    _sum: { quantity: true },
    orderBy: { chargeKey: 'asc' },
  })
  expect(metered.map((row) => row._sum.quantity)).toEqual([BigInt(acknowledged), BigInt(3 * acknowledged)])
  const days = await db.usageMeterDay.aggregate({
    where: { gatewayId: gateway.id },
    _sum: { quantity: true },
  })
  expect(days._sum.quantity).toBe(BigInt(4 * acknowledged))
  const boots = await db.gatewayBoot.findMany({ where: { gatewayId: gateway.id } })
  expect(boots.reduce((sum, boot) => sum + boot.received, 0n)).toBe(BigInt(acknowledged))
})

test('after a kill, sync knows who is not there; a clean stop says goodbye', async () => {
  await eventually(async () => (await sync.health())?.status === 200, 'sync is up')
  const gateway = await connect()
  await sync.stop('SIGKILL')
  await sync.start()
  await eventually(async () => (await rowOf(gateway.id)).disconnectedAt !== null, 'it is on record')
  await gateway.until(() => gateway.closed !== null, 'the connection is gone')
  await comeBack(gateway)
  await eventually(async () => (await rowOf(gateway.id)).disconnectedAt === null, 'it is back')
  expect(await sync.stop('SIGTERM')).toBe(0)
  await gateway.until(() => gateway.closed !== null, 'the connection is closed')
  expect(gateway.closed?.code).toBe(1001)
  expect((await rowOf(gateway.id)).disconnectedAt).not.toBeNull()
  await sync.start()
})

test('a log that does not reach back, and an environment that went back, are read anew', async () => {
  await eventually(async () => (await sync.health())?.status === 200, 'sync is up')
  const gateway = await connect()
  await gateway.disconnect()
  const { id } = await makeCredential(house.offer.applicationId)
  await db.configChange.deleteMany({})
  gateway.received.length = 0
  await sync.stop('SIGKILL')
  await sync.start()
  await gateway.connect(sync.url)
  await gateway.reached(await revisionNow())
  expect(gateway.find('snapshot-end')).toHaveLength(1)

  await db.credential.delete({ where: { id } })
  await db.environment.updateMany({ data: { revision: 3 } })
  await gateway.until(() => gateway.revision === 3, 'the older revision is served')
  expect(gateway.resources.has(`credential/${id}`)).toBe(false)
  await gateway.reached(await change([{ kind: 'credential', id }], async () => {}))
})
