import { beforeEach, describe, expect, it } from 'vitest'
import { makeGateway } from '#lib/application/fixture.ts'
import { db } from '#lib/core/db.ts'
import { listUsageGaps } from './usage-gaps.ts'

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 10, day, hour))
/** The time in question: 10 to 20 November. */
const [start, end] = [at(10), at(20)]
const gaps = () => listUsageGaps(start, end)

/** A gateway that was registered before the time, is there, and has settled it, unless told otherwise. */
async function gateway(row: Record<string, unknown> = {}) {
  const made = await makeGateway(1)
  const usual = { createdAt: at(1), connectedAt: at(1), boot: 'boot_now', settledAt: at(20, 1) }
  await db.gateway.update({ where: { id: made.id }, data: { ...usual, ...row } })
  return made
}

/** A boot of which so much was journaled and received. */
const boot = (gatewayId: string, name: string, journaled: number, received: number, row = {}) =>
  db.gatewayBoot.create({
    data: { gatewayId, boot: name, startedAt: at(9), lastSeenAt: at(15), journaled, received, ...row },
  })

const range = (gatewayId: string, name: string, segment: number, from: number, to: number) =>
  db.usageRange.create({ data: { gatewayId, boot: name, worker: 1, segment, from, to, records: 1 } })

beforeEach(async () => {
  await db.gateway.deleteMany()
  await db.usageRange.deleteMany()
})

describe('a time is whole when every gateway that may have served has handed over what it journaled', () => {
  it('has no gaps when all have settled it, and each boot is here to the last request', async () => {
    const { id } = await gateway()
    await boot(id, 'boot_now', 100, 100)
    // More may be here than the latest heartbeat told.
    await boot(id, 'boot_before', 50, 51)
    expect(await gaps()).toEqual([])
  })

  it('waits for a gateway that is away, and for one that still sends', async () => {
    const away = await gateway({ settledAt: at(19), disconnectedAt: at(19), owedBytes: 7n })
    const busy = await gateway({ settledAt: at(19, 23), owedBytes: 5_000n })
    const never = await gateway({ settledAt: null, disconnectedAt: at(2) })
    const found = await gaps()
    expect(found).toHaveLength(3)
    expect(found).toContainEqual({
      gatewayId: away.id,
      name: away.name,
      kind: 'silent',
      since: at(19).toISOString(),
      bytes: 7,
    })
    expect(found).toContainEqual(
      expect.objectContaining({
        gatewayId: busy.id,
        kind: 'owes',
        since: at(19, 23).toISOString(),
        bytes: 5_000,
      }),
    )
    expect(found).toContainEqual(
      expect.objectContaining({ gatewayId: never.id, kind: 'silent', since: at(1).toISOString() }),
    )
  })

  it('does not wait for one that was removed, registered later, or never connected', async () => {
    await gateway({ settledAt: null, removedAt: at(12) })
    await gateway({ settledAt: null, createdAt: at(20, 1), connectedAt: at(20, 1) })
    await gateway({ settledAt: null, connectedAt: null })
    expect(await gaps()).toEqual([])
  })

  it('is settled at the very end, not a moment before', async () => {
    const { id } = await gateway({ settledAt: end })
    expect(await gaps()).toEqual([])
    await db.gateway.update({ where: { id }, data: { settledAt: new Date(end.getTime() - 1) } })
    expect(await gaps()).toHaveLength(1)
  })
})

describe('the equation: what a boot journaled was received', () => {
  it('shows the holes of a journal of which less is here than was journaled', async () => {
    const { id, name } = await gateway()
    await boot(id, 'boot_before', 100, 60)
    for (const [segment, from, to] of [
      [0, 0, 1_000],
      [0, 1_500, 2_000],
      [1, 300, 400],
    ] as const)
      await range(id, 'boot_before', segment, from, to)
    const common = {
      gatewayId: id,
      name,
      kind: 'gap',
      since: at(9).toISOString(),
      boot: 'boot_before',
      worker: 1,
    }
    expect(await gaps()).toEqual([
      { ...common, segment: 0, from: 1_000, to: 1_500, bytes: 500 },
      { ...common, segment: 1, from: 0, to: 300, bytes: 300 },
    ])
  })

  it('counts what is missing at the end of a journal, where no hole shows it', async () => {
    const { id } = await gateway()
    await boot(id, 'boot_before', 100, 99)
    await range(id, 'boot_before', 0, 0, 1_000)
    expect(await gaps()).toMatchObject([{ kind: 'gap', boot: 'boot_before', records: 1 }])
  })

  it('is not asked of what is still on its way', async () => {
    const { id } = await gateway({ owedBytes: 400n })
    await boot(id, 'boot_now', 100, 97)
    expect(await gaps()).toEqual([])
    // Three requests do not fit into what it says it owes.
    await db.gateway.update({ where: { id }, data: { owedBytes: 200n } })
    expect(await gaps()).toMatchObject([{ kind: 'gap', boot: 'boot_now', records: 3 }])
  })

  it('is not asked of a boot that is over until a later one has settled', async () => {
    const { id } = await gateway({ settledAt: at(14) })
    await boot(id, 'boot_before', 100, 97)
    expect(await gaps()).toMatchObject([{ kind: 'owes' }])
    await db.gateway.update({ where: { id }, data: { settledAt: at(21) } })
    expect(await gaps()).toMatchObject([{ kind: 'gap', boot: 'boot_before', records: 3 }])
  })

  it('concerns the boots that lived in the time', async () => {
    const { id } = await gateway()
    await boot(id, 'boot_earlier', 100, 97, { startedAt: at(1), lastSeenAt: at(9) })
    await boot(id, 'boot_later', 100, 97, { startedAt: at(20), lastSeenAt: at(20) })
    expect(await gaps()).toEqual([])
  })
})
