import { expect, test } from 'vitest'
import { db } from '#lib/core/db.ts'
import { eventually } from '#scripts/test-support/eventually.ts'
import { encodeUsage, MESSAGE_SIZE_BYTES_MAX, PROTOCOL_VERSION } from '../contract/index.ts'
import { makeGateway } from './house.ts'
import { eventsOf, rowOf, syncUnderTest } from './sync-under-test.ts'
import { TestGateway } from './test-gateway.ts'

const { sync, connect } = await syncUnderTest()

const receipt = {
  type: 'receipt',
  revision: 1,
  checksum: '000000000000',
  appliedMs: 1,
  provedMs: 1,
  proof: [],
  checked: 0,
}
const range = { boot: 'abcdefgh', worker: 0, segment: 0, from: 0, to: 3, records: 1 }
const hello = {
  type: 'hello',
  protocol: PROTOCOL_VERSION,
  version: '1',
  boot: 'abcdefgh',
  workers: 1,
  revision: 0,
  checksum: '000000000000',
  kinds: [],
}

test.each<[string, unknown]>([
  ['no JSON', '{"type":'],
  ['no object', '[]'],
  ['a type that nobody knows', { type: 'reboot' }],
  ['a message of the other direction', { type: 'heartbeat-ack', revision: 1 }],
  ['a member too many', { ...receipt, admin: true }],
  [
    'an unknown kind of resource',
    { type: 'rejection', revision: 1, reason: 'x', resource: { kind: 'policy', id: 'x' } },
  ],
  ['a negative revision', { ...receipt, revision: -1 }],
  ['a revision to come', { ...receipt, revision: 1_000_000 }],
  ['a rejection of a revision to come', { type: 'rejection', revision: 1_000_000, reason: 'x' }],
  ['a second hello', hello],
  ['usage in a text frame', { type: 'usage', range, lines: '{}\n' }],
  ['usage that is not its range', encodeUsage(range, Buffer.from('{}\n\n'))],
  ['usage that is no record', encodeUsage(range, Buffer.from('{}\n'))],
  ['usage that is no text', encodeUsage(range, Buffer.from([0xff, 0xfe, 10]))],
  [
    'usage of a range with a member too many',
    encodeUsage({ ...range, admin: true } as never, Buffer.from('{}\n')),
  ],
  ['usage without lines', encodeUsage(range, Buffer.alloc(0))],
  ['a binary frame that is no usage', Buffer.from('{}')],
  ['a binary frame that is JSON of another kind', Buffer.from(`${JSON.stringify(receipt)}\n`)],
  [
    'a number that cannot be stored',
    { type: 'quota-return', requestId: 1, subscriptionId: 's\0', period: '2026-11', requests: 1 },
  ],
])('%s: refused, on record, closed, nothing changed', async (_, frame) => {
  const gateway = await connect()
  await eventually(
    async () => (await rowOf(gateway.id)).appliedRevision === gateway.revision,
    'it has arrived',
  )
  const before = await rowOf(gateway.id)
  gateway.sendFrame(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame))
  await gateway.until(() => gateway.closed !== null, 'the connection is closed')
  expect(gateway.closed).toMatchObject({ code: 1008, reason: expect.stringContaining('frame refused') })
  await eventually(async () => (await eventsOf(gateway.id)).includes('frame_refused'), 'it is on record')
  const after = await rowOf(gateway.id)
  expect(after).toMatchObject({
    appliedRevision: before.appliedRevision,
    appliedChecksum: before.appliedChecksum,
  })
  expect(await db.decision.count()).toBe(0)
  expect(await db.usageRange.count()).toBe(0)
  expect(await db.quotaLease.count()).toBe(0)
})

test('a frame that is too large', async () => {
  const large = await connect()
  large.sendFrame(JSON.stringify({ type: 'resync', reason: 'x'.repeat(MESSAGE_SIZE_BYTES_MAX) }))
  await large.until(() => large.closed !== null, 'the connection is closed')
  expect(large.closed?.code).toBe(1009)
  await eventually(async () => (await eventsOf(large.id)).includes('frame_refused'), 'it is on record')
})

test('something before hello, and a protocol of another version', async () => {
  const early = await connect(undefined, { hello: false })
  early.sendFrame(JSON.stringify(receipt))
  await early.until(() => early.closed !== null, 'the connection is closed')
  expect(early.closed?.reason).toContain('before hello')

  const newer = await connect(undefined, { hello: { protocol: PROTOCOL_VERSION + 1 } })
  await newer.until(() => newer.closed !== null, 'the connection is closed')
  expect(newer.closed).toMatchObject({
    code: 1008,
    reason: expect.stringContaining(`protocol ${PROTOCOL_VERSION + 1}`),
  })
})

test('no token, a wrong token, and a gateway that was removed do not get in', async () => {
  const at = (path: string) => fetch(`http://127.0.0.1:${sync.port}${path}`)
  expect((await at('/connect')).status).toBe(404)
  await expect(new TestGateway('wrong').connect(sync.url)).rejects.toThrow('HTTP 401')
  await expect(new TestGateway('').connect(sync.url)).rejects.toThrow('HTTP 401')
  await expect(new TestGateway('wrong').connect(sync.url.replace('/connect', '/other'))).rejects.toThrow(
    'HTTP 404',
  )
  const { id, token } = await makeGateway()
  await db.gateway.update({ where: { id }, data: { removedAt: new Date() } })
  await expect(new TestGateway(token).connect(sync.url)).rejects.toThrow('HTTP 403')
  expect(sync.output).not.toContain(token)
})

test('a gateway that is removed, or given another token, while it is connected is closed', async () => {
  const removed = await connect()
  const rotated = await connect()
  await db.gateway.update({ where: { id: removed.id }, data: { removedAt: new Date() } })
  await db.gateway.update({ where: { id: rotated.id }, data: { tokenDigest: `another-${rotated.id}` } })
  for (const gateway of [removed, rotated]) {
    await gateway.until(() => gateway.closed !== null, 'the connection is closed')
    expect(gateway.closed).toMatchObject({ code: 1008, reason: 'removed' })
  }
})

test('of two connections with one token the newer wins', async () => {
  const older = await connect()
  const newer = await connect(older)
  await older.until(() => older.closed !== null, 'the older one is closed')
  expect(older.closed?.code).toBe(4001)
  expect(newer.closed).toBeNull()
  await newer.until(() => newer.find('welcome').length === 1, 'welcome comes')
  expect((await rowOf(newer.id)).disconnectedAt).toBeNull()
  newer.terminate()
  await eventually(async () => (await rowOf(newer.id)).disconnectedAt !== null, 'its end is on record')
})

test('two programs with one token: the one that is there stays, and it is shown', async () => {
  const gateway = await connect()
  let refusal = ''
  for (let attempt = 0; attempt < 10 && !refusal; attempt++)
    await connect(gateway, {}).catch((error: Error) => {
      refusal = error.message
    })
  expect(refusal).toBe('HTTP 409')
  expect(await eventsOf(gateway.id)).toContain('token_shared')
})

test('a flood of messages is cut off', async () => {
  const gateway = await connect()
  for (let i = 0; i < 2_000; i++) gateway.send({ type: 'resync', reason: 'again' })
  await gateway.until(() => gateway.closed !== null, 'the connection is closed')
  expect(gateway.closed).toMatchObject({ code: 1008, reason: expect.stringContaining('too many') })
})

test('metrics are for this machine, and count what was refused', async () => {
  const text = await (await fetch(`http://127.0.0.1:${sync.port}/metrics`)).text()
  expect(text).toMatch(/gatehouse_sync_frames_refused_total [1-9]/)
})
