import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeGateway, makeParty } from '#lib/application/fixture.ts'
import { DEFAULT_ENVIRONMENT_ID } from '#lib/core/config-change.ts'
import { anonymous, system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { expectRefusal, stranger } from '#lib/core/testing.ts'
import { getEnvironment, getGateway, listGatewayEvents, listGateways } from './queries.ts'
import { registerGateway } from './register-gateway.ts'
import { removeGateway } from './remove-gateway.ts'
import { renameGateway } from './rename-gateway.ts'
import { rotateGatewayToken } from './rotate-gateway-token.ts'
import { gatewayStatus, unreachableSince } from './schema.ts'
import { updateEnvironmentLease } from './update-environment-lease.ts'

const operator = { ...stranger, userId: 'usr_operator', isOperator: true }
const entriesOf = (objectId: string) =>
  db.auditEntry.findMany({ where: { objectId }, orderBy: { id: 'asc' } })

describe('registerGateway', () => {
  it('shows the token once and keeps its digest', async () => {
    const { id, token } = await registerGateway(operator, { name: 'gw-dc1' })
    expect(token).toMatch(/^gwt_[\w-]{43}$/)
    const row = await db.gateway.findUniqueOrThrow({ where: { id } })
    expect(row.tokenDigest).toBe(hash('sha256', token, 'hex'))
    const seen = [await getGateway(operator, id), await entriesOf(id)]
    for (const text of seen.map((value) => JSON.stringify(value))) {
      expect(text).not.toContain(token)
      expect(text).not.toContain(row.tokenDigest)
    }
    expect(await entriesOf(id)).toMatchObject([
      { event: 'gateway.registered', organizationId: null, actorId: 'usr_operator' },
    ])
  })

  it('takes a name once, also from two at the same moment, and again after removal', async () => {
    const results = await Promise.allSettled([
      registerGateway(operator, { name: 'gw-twin' }),
      registerGateway(operator, { name: 'gw-twin' }),
    ])
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expectRefusal(registerGateway(operator, { name: 'gw-twin' }), 'conflict', ['name'])
    const { data } = await listGateways(operator)
    const first = data.find((gateway) => gateway.name === 'gw-twin')!
    await removeGateway(operator, { id: first.id })
    const second = await registerGateway(operator, { name: 'gw-twin' })
    expect(second.id).not.toBe(first.id)
  })

  it('refuses names that are not fit for a list, and unknown environments', async () => {
    for (const name of ['', '<b>', 'x'.repeat(65)])
      await expectRefusal(registerGateway(operator, { name }), 'invalid_input', ['name'])
    await expectRefusal(registerGateway(operator, { name: 'gw-x', environmentId: 'env_no' }), 'not_found')
  })
})

describe('the other verbs', () => {
  it('rotate: the old token’s digest is gone', async () => {
    const { id, token } = await makeGateway(0)
    const rotated = await rotateGatewayToken(operator, { id })
    expect(rotated.token).not.toBe(token)
    const row = await db.gateway.findUniqueOrThrow({ where: { id } })
    expect(row.tokenDigest).toBe(hash('sha256', rotated.token, 'hex'))
  })

  it('rename: writes one entry, and none when nothing changes', async () => {
    const { id } = await makeGateway(0)
    const name = `renamed-${id.slice(-6)}`
    await renameGateway(operator, { id, name })
    await renameGateway(operator, { id, name })
    expect((await getGateway(operator, id)).name).toBe(name)
    const events = (await entriesOf(id)).map((entry) => entry.event)
    expect(events).toEqual(['gateway.registered', 'gateway.renamed'])
  })

  it('remove: it is gone from lists and verbs, and repeating it is harmless', async () => {
    const { id } = await makeGateway(0)
    await removeGateway(operator, { id })
    await removeGateway(operator, { id })
    expect((await listGateways(operator)).data.map((gateway) => gateway.id)).not.toContain(id)
    await expectRefusal(getGateway(operator, id), 'not_found')
    await expectRefusal(rotateGatewayToken(operator, { id }), 'not_found')
    await expectRefusal(renameGateway(operator, { id, name: 'gw-again' }), 'not_found')
    expect((await entriesOf(id)).map((entry) => entry.event)).toEqual([
      'gateway.registered',
      'gateway.removed',
    ])
  })

  it('lease: changes the environment, makes one revision, and none when repeated', async () => {
    const before = await getEnvironment(operator)
    const wanted = { leaseSeconds: 3600, leaseOnExpiry: 'refuse' as const }
    const first = await updateEnvironmentLease(operator, wanted)
    const second = await updateEnvironmentLease(operator, wanted)
    expect(first.revision).toBe(before.revision + 1)
    expect(second.revision).toBe(first.revision)
    expect(await getEnvironment(operator)).toMatchObject(wanted)
    const change = await db.configChange.findUniqueOrThrow({
      where: {
        environmentId_revision: { environmentId: DEFAULT_ENVIRONMENT_ID, revision: first.revision },
      },
    })
    expect(change.touched).toEqual([])
    await expectRefusal(
      updateEnvironmentLease(operator, { leaseSeconds: 1, leaseOnExpiry: 'serve' }),
      'invalid_input',
      ['leaseSeconds'],
    )
  })

  it('are for operators only', async () => {
    const { id } = await makeGateway(0)
    const { actor: owner } = await makeParty()
    const count = await db.auditEntry.count()
    for (const [actor, code] of [
      [owner, 'forbidden'],
      [anonymous, 'unauthenticated'],
    ] as const) {
      await expectRefusal(registerGateway(actor, { name: 'gw-mine' }), code)
      await expectRefusal(rotateGatewayToken(actor, { id }), code)
      await expectRefusal(renameGateway(actor, { id, name: 'gw-mine' }), code)
      await expectRefusal(removeGateway(actor, { id }), code)
      await expectRefusal(updateEnvironmentLease(actor, { leaseSeconds: 60, leaseOnExpiry: 'serve' }), code)
    }
    expect(await db.auditEntry.count()).toBe(count)
    await expectRefusal(listGateways(anonymous), 'unauthenticated')
  })

  it('are not found for an id that is none', async () => {
    await expectRefusal(removeGateway(operator, { id: 'gw_none' }), 'not_found')
    await expectRefusal(renameGateway(operator, { id: 'gw_none', name: 'gw-none' }), 'not_found')
  })
})

describe('gatewayStatus', () => {
  const now = new Date('2026-11-21T12:00:00Z')
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
  const gateway = {
    connectedAt: ago(600),
    disconnectedAt: null as Date | null,
    lastSeenAt: ago(1),
    appliedRevision: 7,
    rejectedRevision: null as number | null,
  }

  it('is current only while it is heard of and runs the latest revision', () => {
    expect(gatewayStatus(gateway, 7, now)).toBe('current')
    expect(gatewayStatus(gateway, 8, now)).toBe('behind')
    expect(gatewayStatus({ ...gateway, rejectedRevision: 8 }, 8, now)).toBe('rejected')
    expect(gatewayStatus({ ...gateway, connectedAt: null }, 7, now)).toBe('never_connected')
  })

  it('is unreachable when silent for more than ten seconds, and when its connection ended', () => {
    expect(gatewayStatus({ ...gateway, lastSeenAt: ago(10) }, 7, now)).toBe('current')
    expect(gatewayStatus({ ...gateway, lastSeenAt: ago(10.001) }, 7, now)).toBe('unreachable')
    expect(gatewayStatus({ ...gateway, disconnectedAt: ago(0) }, 7, now)).toBe('unreachable')
  })

  it('says since when', () => {
    expect(unreachableSince(gateway, now)).toBeNull()
    expect(unreachableSince({ ...gateway, lastSeenAt: ago(40) }, now)).toEqual(ago(40))
    expect(unreachableSince({ ...gateway, disconnectedAt: ago(3) }, now)).toEqual(ago(3))
    expect(unreachableSince({ ...gateway, connectedAt: null }, now)).toBeNull()
  })
})

describe('listGateways', () => {
  it('says how far behind one is and since when, and what happened on its connection', async () => {
    const { revision } = await updateEnvironmentLease(system, { leaseSeconds: 7200, leaseOnExpiry: 'serve' })
    await updateEnvironmentLease(system, { leaseSeconds: 7201, leaseOnExpiry: 'serve' })
    const { id } = await makeGateway(revision - 1, { leaseExpiresAt: new Date(Date.now() - 1) })
    const gateway = await getGateway(stranger, id)
    expect(gateway).toMatchObject({ status: 'behind', lagRevisions: 2, isLeaseExpired: true })
    const change = await db.configChange.findFirstOrThrow({ where: { revision } })
    expect(gateway.lagSince).toEqual(change.committedAt)
    for (const kind of ['connected', 'went_back'])
      await db.gatewayEvent.create({ data: { id: newId('evt'), gatewayId: id, kind, detail: { kind } } })
    const events = await listGatewayEvents(stranger, { gatewayId: id, limit: 1 })
    expect(events).toMatchObject({ data: [{ kind: 'went_back' }], nextCursor: expect.any(String) })
    await expectRefusal(listGatewayEvents(stranger, { gatewayId: 'gw_none' }), 'not_found')
    await expectRefusal(listGatewayEvents(stranger, { gatewayId: id, limit: 0 }), 'invalid_input', ['limit'])
  })
})
