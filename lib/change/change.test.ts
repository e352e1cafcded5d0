import { describe, expect, it } from 'vitest'
import { makeConsumer, makeGateway, makeReceipt, makeSubscriber } from '#lib/application/fixture.ts'
import { updateApplication } from '#lib/application/update-application.ts'
import { anonymous } from '#lib/core/context.ts'
import { expectRefusal, stranger } from '#lib/core/testing.ts'
import { createCredential } from '#lib/credential/create-credential.ts'
import { revokeCredential } from '#lib/credential/revoke-credential.ts'
import { suspendSubscription } from '#lib/subscription/suspend-subscription.ts'
import { exportChanges } from './export-changes.ts'
import { getChange, listChanges } from './queries.ts'
import { eventLabel } from './schema.ts'

describe('listChanges', () => {
  it('tells who changed what, before and after, newest first, with its revision', async () => {
    const { actor, id: organizationId, applicationId } = await makeConsumer()
    await updateApplication(actor, { id: applicationId, description: 'Ledger' })
    const { revision } = await createCredential(actor, { applicationId, name: 'Key' })
    const { data } = await listChanges(actor, { organizationId })
    expect(data.map((change) => [change.event, change.revision])).toEqual([
      ['credential.created', revision],
      ['application.updated', null],
      ['application.created', null],
    ])
    expect(data[0]!.status).toMatchObject({ revision, state: 'no_gateways' })
    expect(data[1]).toMatchObject({
      actor: { kind: 'user', id: actor.userId, name: actor.name },
      before: { description: '' },
      after: { description: 'Ledger' },
      status: null,
    })
  })

  it('filters by object, kind, event and person, and pages', async () => {
    const { actor, id: organizationId, applicationId } = await makeConsumer()
    await updateApplication(actor, { id: applicationId, description: 'Ledger' })
    const events = async (filter: object) =>
      (await listChanges(actor, { organizationId, ...filter })).data.map((change) => change.event)
    expect(await events({ event: 'application.updated' })).toEqual(['application.updated'])
    expect(await events({ objectKind: 'credential' })).toEqual([])
    expect(await events({ object: applicationId })).toHaveLength(2)
    expect(await events({ actorId: 'usr_other' })).toEqual([])
    const first = await listChanges(actor, { organizationId, limit: 1 })
    const next = await listChanges(actor, { organizationId, limit: 1, cursor: first.nextCursor! })
    expect(next.data[0]!.event).toBe('application.created')
    expect(next.nextCursor).toBeNull()
  })

  it('shows both parties the history of what they share', async () => {
    const { consumer, provider, subscription } = await makeSubscriber()
    const object = subscription.id
    await suspendSubscription(provider.actor, { id: object, reason: 'Abuse' })
    for (const { actor } of [consumer, provider]) {
      const { data } = await listChanges(actor, { object })
      expect(data.map((change) => change.event)).toEqual(['subscription.suspended', 'subscription.created'])
      expect((await getChange(actor, data[0]!.id)).isUrgent).toBe(true)
    }
    expect((await listChanges(stranger, { object })).data).toEqual([])
  })

  it('keeps organizations apart, and the installation for operators', async () => {
    const { actor, id: organizationId } = await makeConsumer()
    const { data } = await listChanges(actor, { organizationId })
    await expectRefusal(listChanges(stranger, { organizationId }), 'not_found')
    await expectRefusal(getChange(stranger, data[0]!.id), 'not_found')
    await expectRefusal(listChanges(anonymous), 'unauthenticated')
    await expectRefusal(listChanges(actor, { isInstallation: true }), 'forbidden')
    const { id, name } = await makeGateway(0)
    const operator = { ...stranger, isOperator: true }
    const own = await listChanges(operator, { isInstallation: true, object: id })
    expect(own.data).toMatchObject([{ event: 'gateway.registered', object: { name }, organization: null }])
    expect((await getChange(operator, own.data[0]!.id)).object.id).toBe(id)
    await expectRefusal(getChange(actor, own.data[0]!.id), 'not_found')
  })
})

describe('getChange', () => {
  it('shows each gateway’s receipt in milliseconds, and who is waited for', async () => {
    const { consumer, credential } = await makeSubscriber()
    const { revision } = await revokeCredential(consumer.actor, { id: credential.id })
    const well = await makeGateway(revision - 1)
    const paused = await makeGateway(revision - 1, { lastSeenAt: new Date(Date.now() - 30_000) })
    await makeReceipt(well.id, revision)
    const { data } = await listChanges(consumer.actor, { object: credential.id })
    const change = await getChange(consumer.actor, data[0]!.id)
    const receipt = (id: string) => change.receipts.find(({ gateway }) => gateway.id === id)
    expect(receipt(well.id)).toMatchObject({
      latencyMs: expect.any(Number),
      appliedMs: 1,
      provedMs: 2,
      waiting: null,
    })
    expect(receipt(paused.id)).toMatchObject({ latencyMs: null, waiting: 'unreachable for 30 s' })
  })
})

describe('exportChanges', () => {
  it('writes CSV that no spreadsheet runs, and JSON, without secrets', async () => {
    const { actor, id: organizationId, applicationId } = await makeConsumer()
    await updateApplication(actor, { id: applicationId, name: '=HYPERLINK("http://evil")' })
    const { secret } = await createCredential(actor, { applicationId, name: 'Key' })
    const csv = await exportChanges(actor, { organizationId }, 'csv')
    const lines = csv.trimEnd().split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/^at,event,actorKind/)
    expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`)
    const json = await exportChanges(actor, { organizationId }, 'json')
    expect(JSON.parse(json)).toHaveLength(3)
    expect(csv + json).not.toContain(secret)
    await expectRefusal(exportChanges(stranger, { organizationId }, 'csv'), 'not_found')
  })
})

describe('eventLabel', () => {
  it('reads as words', () => {
    expect(eventLabel('subscription.plan_changed')).toBe('Subscription plan changed')
  })
})
