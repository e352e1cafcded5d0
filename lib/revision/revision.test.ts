import { describe, expect, it } from 'vitest'
import { deleteApplication } from '#lib/application/delete-application.ts'
import { makeGateway, makeReceipt, makeSubscriber } from '#lib/application/fixture.ts'
import { anonymous } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { expectRefusal, stranger } from '#lib/core/testing.ts'
import { revokeCredential } from '#lib/credential/revoke-credential.ts'
import { getRevision, getRevisionStatus, listRevisionStatuses } from './queries.ts'
import { Revision, RevisionStatus } from './schema.ts'

const removeAll = () => db.gateway.updateMany({ data: { removedAt: new Date() } })

/** A key that was just revoked, and the revision that has to reach the gateways. */
async function revoked() {
  await removeAll()
  const made = await makeSubscriber()
  const { revision } = await revokeCredential(made.consumer.actor, { id: made.credential.id })
  return { ...made, revision, actor: made.consumer.actor, before: revision - 1 }
}

const refused = (id: string) => ({
  resource: { kind: 'credential', id },
  observed: 'credential_revoked',
  expected: 'credential_revoked',
  workers: 2,
})

describe('the state of a revision', () => {
  it('is no_gateways while there is none: that is not "all"', async () => {
    const { actor, revision } = await revoked()
    expect(await getRevision(actor, revision)).toMatchObject({ state: 'no_gateways', gateways: [] })
  })

  it('is enforced when every gateway runs it and has proved it, with its latency', async () => {
    const { actor, revision, before, credential } = await revoked()
    const [one, two] = await Promise.all([makeGateway(before), makeGateway(before)])
    await makeReceipt(one.id, revision, [refused(credential.id)])
    expect((await getRevision(actor, revision)).state).toBe('propagating')
    await makeReceipt(two.id, revision)
    const answer = Revision.parse(await getRevision(actor, revision))
    expect(answer.state).toBe('enforced')
    const first = answer.gateways.find((gateway) => gateway.id === one.id)!
    expect(first.latencyMs).toBe(Date.parse(first.enforcedAt!) - Date.parse(answer.committedAt))
    expect(first.latencyMs).toBeGreaterThanOrEqual(0)
    expect(first.proof).toEqual([refused(credential.id)])
  })

  it('is enforced by a gateway that was registered later, which does not make the change slow', async () => {
    const { actor, revision, before } = await revoked()
    const early = await makeGateway(before)
    const late = await makeGateway(before, { createdAt: new Date() })
    await makeReceipt(early.id, revision)
    const { slowestLatencyMs } = await getRevisionStatus(actor, revision)
    await makeReceipt(late.id, revision)
    expect(await getRevisionStatus(actor, revision)).toMatchObject({
      state: 'enforced',
      enforced: 2,
      total: 2,
      slowestLatencyMs,
    })
  })

  it('is enforced by the receipt of a later revision too', async () => {
    const { actor, revision, before } = await revoked()
    const { id } = await makeGateway(before)
    await makeReceipt(id, revision + 5)
    expect((await getRevision(actor, revision)).state).toBe('enforced')
  })

  it('is not enforced by a word without a receipt, nor by a receipt from before the commit', async () => {
    const { actor, revision } = await revoked()
    const { id } = await makeGateway(revision)
    expect((await getRevision(actor, revision)).state).toBe('propagating')
    const receiptId = await makeReceipt(id, revision)
    await db.receipt.update({
      where: { id: receiptId },
      data: { enforcedAt: new Date(Date.now() - 3_600_000) },
    })
    expect((await getRevision(actor, revision)).state).toBe('propagating')
  })

  it('is no longer enforced when a gateway came back with an older state', async () => {
    const { actor, revision, before } = await revoked()
    const { id } = await makeGateway(before)
    await makeReceipt(id, revision)
    expect((await getRevision(actor, revision)).state).toBe('enforced')
    await db.gateway.update({ where: { id }, data: { appliedRevision: before } })
    expect(await getRevision(actor, revision)).toMatchObject({
      state: 'propagating',
      gateways: [{ appliedRevision: before, enforcedAt: null, latencyMs: null, proof: [] }],
    })
  })

  it('is unreachable when one that misses it is, and says which, since when and until when', async () => {
    const { actor, revision, before } = await revoked()
    const well = await makeGateway(before)
    await makeReceipt(well.id, revision)
    const lastSeenAt = new Date(Date.now() - 40_000)
    const leaseExpiresAt = new Date(Date.now() + 3_600_000)
    const paused = await makeGateway(before, { lastSeenAt, leaseExpiresAt })
    const status = RevisionStatus.parse(await getRevisionStatus(actor, revision))
    expect(status).toMatchObject({ state: 'unreachable', enforced: 1, total: 2 })
    expect(status.waitingFor).toEqual([
      {
        id: paused.id,
        name: paused.name,
        since: lastSeenAt.toISOString(),
        leaseExpiresAt: leaseExpiresAt.toISOString(),
        isConnected: false,
        rejectedReason: null,
      },
    ])
    expect(status.gateways.find((gateway) => gateway.id === paused.id)?.reason).toBe('unreachable for 40 s')
  })

  it('stays enforced when a gateway that proved it goes away', async () => {
    const { actor, revision, before } = await revoked()
    const { id } = await makeGateway(before)
    await makeReceipt(id, revision)
    await db.gateway.update({ where: { id }, data: { lastSeenAt: new Date(0), disconnectedAt: new Date() } })
    expect((await getRevision(actor, revision)).state).toBe('enforced')
  })

  it('waits for a gateway that never connected, and not for one that was removed', async () => {
    const { actor, revision } = await revoked()
    const never = await makeGateway(0, { connectedAt: null, lastSeenAt: null })
    const status = await getRevisionStatus(actor, revision)
    expect(status).toMatchObject({ state: 'unreachable', waitingFor: [{ id: never.id, since: null }] })
    await db.gateway.update({ where: { id: never.id }, data: { removedAt: new Date() } })
    expect((await getRevisionStatus(actor, revision)).state).toBe('no_gateways')
  })

  it('is rejected when a gateway refuses it', async () => {
    const { actor, revision, before } = await revoked()
    await makeGateway(before, { rejectedRevision: revision, rejectedReason: 'unknown kind' })
    const status = await getRevisionStatus(actor, revision)
    expect(status).toMatchObject({ state: 'rejected', gateways: [{ reason: 'rejected: unknown kind' }] })
  })

  it('is rejected when a part of it is held back although gateways run on', async () => {
    const { actor, revision, before } = await revoked()
    const earlier = new Date(Date.now() - 1)
    const held = { rejectedRevision: revision, rejectedReason: 'Not served: …', rejectedAt: earlier }
    const { id } = await makeGateway(before, held)
    await makeReceipt(id, revision)
    expect((await getRevision(actor, revision)).state).toBe('rejected')
    await db.gateway.update({ where: { id }, data: { rejectedRevision: null, rejectedAt: null } })
    expect((await getRevision(actor, revision)).state).toBe('enforced')
  })
})

describe('who may know', () => {
  it('shows the proof of one’s own objects only, also of what is deleted; operators see all', async () => {
    const { actor, before, credential, applicationId } = await revoked()
    const foreign = await makeSubscriber()
    const { id } = await makeGateway(before)
    const { revision } = await deleteApplication(actor, { id: applicationId })
    await makeReceipt(id, revision, [refused(credential.id), refused(foreign.credential.id)])
    const proofFor = async (reader: typeof actor) =>
      (await getRevision(reader, revision)).gateways[0]!.proof.map((check) => check.resource.id)
    expect(await proofFor(actor)).toEqual([credential.id])
    expect(await proofFor(foreign.provider.actor)).toEqual([foreign.credential.id])
    expect(await proofFor(stranger)).toEqual([])
    expect(await proofFor({ ...stranger, isOperator: true })).toHaveLength(2)
  })

  it('answers not_found for revisions that were not made, and nobody who is not signed in', async () => {
    const { actor, revision } = await revoked()
    for (const none of [revision + 1_000, 0, -1, 1.5, Number.NaN, 2 ** 31, Number.MAX_SAFE_INTEGER])
      await expectRefusal(getRevision(actor, none), 'not_found')
    await expectRefusal(getRevision(anonymous, revision), 'unauthenticated')
    await expectRefusal(getRevisionStatus(anonymous, revision), 'unauthenticated')
  })

  it('answers many at once, and leaves out what was not made', async () => {
    const { actor, revision, before } = await revoked()
    const { id } = await makeGateway(before)
    await makeReceipt(id, before)
    const statuses = await listRevisionStatuses(actor, [before, revision, revision + 1_000])
    expect([...statuses].map(([key, status]) => [key, status.state])).toEqual([
      [before, 'enforced'],
      [revision, 'propagating'],
    ])
  })
})
