import { describe, expect, it } from 'vitest'
import { digestKey, isWellFormedKey } from '#gateway-sync/contract/key.ts'
import { makeConsumer, makeGateway, makeOffer, makeSubscriber } from '#lib/application/fixture.ts'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { describeVerb, expectRefusal, stranger, withRole } from '#lib/core/testing.ts'
import { createSubscription } from '#lib/subscription/create-subscription.ts'
import { refuseSubscription } from '#lib/subscription/refuse-subscription.ts'
import { createCredential } from './create-credential.ts'
import { getCredential, getCredentialConsequence, listCredentials } from './queries.ts'
import { revokeCredential } from './revoke-credential.ts'
import { credentialStatus, LIVE_CREDENTIALS_MAX } from './schema.ts'

describeVerb('createCredential', {
  verb: createCredential,
  arrange: async () => {
    const { actor, id, applicationId } = await makeConsumer()
    return { actor, organizationId: id, input: { applicationId, name: 'Production' } }
  },
  does: async ({ id, secret, hint }) => {
    expect(isWellFormedKey(secret)).toBe(true)
    expect(secret.endsWith(hint)).toBe(true)
    const row = await db.credential.findUniqueOrThrow({ where: { id } })
    expect(row.digest).toBe(digestKey(secret))
    expect(JSON.stringify(row)).not.toContain(secret)
  },
  role: 'editor',
  event: 'credential.created',
  touched: ['credential'],
  repeated: 'again',
})

describeVerb('revokeCredential', {
  verb: revokeCredential,
  arrange: async () => {
    const { consumer, credential } = await makeSubscriber()
    return { actor: consumer.actor, organizationId: consumer.id, input: { id: credential.id } }
  },
  does: async ({ id, status }) => {
    expect(status).toBe('revoked')
    expect((await db.credential.findUniqueOrThrow({ where: { id } })).revokedAt).toBeInstanceOf(Date)
  },
  role: 'editor',
  event: 'credential.revoked',
  touched: ['credential'],
  isUrgent: true,
  repeated: 'nothing',
})

describeVerb('revokeCredential by the provider', {
  verb: revokeCredential,
  arrange: async () => {
    const { provider, credential } = await makeSubscriber()
    return { actor: provider.actor, organizationId: provider.id, input: { id: credential.id } }
  },
  does: async ({ id }) => {
    expect((await db.credential.findUniqueOrThrow({ where: { id } })).revokedAt).toBeInstanceOf(Date)
  },
  role: 'editor',
  event: 'credential.revoked',
  touched: ['credential'],
  isUrgent: true,
  repeated: 'nothing',
})

describe('a secret', () => {
  it('stands in the first answer and nowhere after', async () => {
    const { actor, id: organizationId, applicationId } = await makeConsumer()
    const { id, secret, hint } = await createCredential(actor, { applicationId, name: 'Production' })
    const item = await getCredential(actor, id)
    expect(item.hint).toBe(hint)
    const entries = await db.auditEntry.findMany({ where: { organizationId } })
    for (const kept of [item, await listCredentials(actor, { applicationId }), entries]) {
      expect(JSON.stringify(kept)).not.toContain(secret)
      expect(JSON.stringify(kept)).not.toContain(digestKey(secret))
    }
  })
})

describe('a revocation', () => {
  it('is one of many at the same moment, and all answer its revision', async () => {
    const { consumer, provider, credential } = await makeSubscriber()
    const { id } = credential
    const actors = [consumer.actor, provider.actor, consumer.actor, provider.actor]
    const answers = await Promise.all(actors.map((actor) => revokeCredential(actor, { id })))
    expect(new Set(answers.map((answer) => answer.revision)).size).toBe(1)
    expect(await db.auditEntry.count({ where: { objectId: id, event: 'credential.revoked' } })).toBe(1)
    const item = await getCredential(consumer.actor, id)
    expect(item).toMatchObject({ status: 'revoked', revokedRevision: answers[0]!.revision })
  })

  it('is not for a provider that has not let the application in', async () => {
    const [{ planId, provider }, consumer] = await Promise.all([
      makeOffer({ approval: 'manual' }),
      makeConsumer(),
    ])
    const { actor, applicationId } = consumer
    const { id } = await createCredential(actor, { applicationId, name: 'Key' })
    const subscription = await createSubscription(actor, { applicationId, planId })
    await expectRefusal(revokeCredential(provider.actor, { id }), 'not_found')
    expect((await listCredentials(provider.actor, { applicationId })).data).toEqual([])
    await refuseSubscription(provider.actor, { id: subscription.id, reason: 'No' })
    await expectRefusal(getCredential(provider.actor, id), 'not_found')
  })

  it('stands in the history of the organization in whose name it is done', async () => {
    const { consumer, provider, credential } = await makeSubscriber()
    const both = {
      ...consumer.actor,
      memberships: [...consumer.actor.memberships, ...provider.actor.memberships],
    }
    await revokeCredential(both, { id: credential.id, organizationId: provider.id })
    const entry = await db.auditEntry.findFirstOrThrow({
      where: { objectId: credential.id, event: 'credential.revoked' },
    })
    expect(entry.organizationId).toBe(provider.id)
  })

  it('is refused to one who is too weak on both sides', async () => {
    const { consumer, provider, credential } = await makeSubscriber()
    const both = {
      ...consumer.actor,
      memberships: [...consumer.actor.memberships, ...provider.actor.memberships],
    }
    const viewer = withRole(withRole(both, consumer.id, 'viewer'), provider.id, 'viewer')
    await expectRefusal(revokeCredential(viewer, { id: credential.id }), 'forbidden')
    const half = withRole(both, consumer.id, 'viewer')
    expect((await revokeCredential(half, { id: credential.id })).status).toBe('revoked')
  })
})

describe('an expiry', () => {
  it('must lie in the future and have a zone', async () => {
    const { actor, applicationId } = await makeConsumer()
    const create = (expiresAt: string) => createCredential(actor, { applicationId, name: 'Key', expiresAt })
    await expectRefusal(create('2020-01-01T00:00:00Z'), 'invalid_input', ['expiresAt'])
    await expectRefusal(create('2030-01-01'), 'invalid_input', ['expiresAt'])
    const { id } = await create('2126-01-01T00:00:00+02:00')
    expect((await getCredential(actor, id)).expiresAt?.toISOString()).toBe('2125-12-31T22:00:00.000Z')
  })

  it('makes a key expired, and revocation is the last word', () => {
    const now = new Date('2026-11-21T12:00:00Z')
    const past = new Date('2026-11-21T11:59:59Z')
    expect(credentialStatus({ revokedAt: null, expiresAt: null }, now)).toBe('active')
    expect(credentialStatus({ revokedAt: null, expiresAt: now }, now)).toBe('expired')
    expect(credentialStatus({ revokedAt: past, expiresAt: past }, now)).toBe('revoked')
  })
})

describe('a key of a sandbox', () => {
  it('is made and expires by the sandbox’s own clock', async () => {
    const { actor, id: organizationId, applicationId } = await makeConsumer()
    const day = 86_400_000
    await db.organization.update({
      where: { id: organizationId },
      data: { isSandbox: true, clockOffsetMs: 30 * day },
    })
    const create = (days: number) =>
      createCredential(actor, {
        applicationId,
        name: 'Key',
        expiresAt: new Date(Date.now() + days * day).toISOString(),
      })
    await expectRefusal(create(29), 'invalid_input', ['expiresAt'])
    const { id } = await create(31)
    expect((await getCredential(actor, id)).status).toBe('active')
    await db.credential.update({ where: { id }, data: { expiresAt: new Date(Date.now() + 30 * day - 1) } })
    expect((await getCredential(actor, id)).status).toBe('expired')
  })
})

describe('live keys', () => {
  it('are limited, also for those who make them at the same moment', async () => {
    const { actor, applicationId } = await makeConsumer()
    const spent = { applicationId, name: 'Spent' }
    await db.credential.createMany({
      data: Array.from({ length: LIVE_CREDENTIALS_MAX }, () => ({
        ...spent,
        id: newId('cred'),
        digest: newId('try'),
        hint: 'abcd',
      })),
    })
    const first = await db.credential.findFirstOrThrow({ where: { applicationId } })
    await expectRefusal(createCredential(actor, spent), 'invalid_state')
    await revokeCredential(actor, { id: first.id })
    const results = await Promise.allSettled([createCredential(actor, spent), createCredential(actor, spent)])
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('listCredentials', () => {
  it('tells the states apart and counts today’s requests', async () => {
    const { consumer, applicationId, credential } = await makeSubscriber()
    const { actor } = consumer
    const expired = await createCredential(actor, { applicationId, name: 'Old' })
    await db.credential.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } })
    const revoked = await createCredential(actor, { applicationId, name: 'Lost' })
    await revokeCredential(actor, { id: revoked.id })
    await db.decision.createMany({
      data: [0, 1, 2].map((index) => ({
        id: `dec_${newId('try').slice(4)}${index}`,
        gatewayId: 'gw_1',
        at: index === 2 ? new Date(Date.now() - 2 * 86_400_000) : new Date(),
        durationMs: 1,
        method: 'GET',
        path: '/',
        status: 200,
        bytesIn: 0,
        bytesOut: 0,
        revision: 1,
        credentialId: credential.id,
        applicationId,
      })),
    })
    const { data } = await listCredentials(actor, { applicationId })
    expect(data.map((row) => [row.id, row.status, row.requestsToday])).toEqual([
      [revoked.id, 'revoked', 0],
      [expired.id, 'expired', 0],
      [credential.id, 'active', 2],
    ])
    for (const [status, id] of [
      ['active', credential.id],
      ['expired', expired.id],
      ['revoked', revoked.id],
    ] as const) {
      const filtered = await listCredentials(actor, { applicationId, status })
      expect(filtered.data.map((row) => row.id)).toEqual([id])
    }
  })

  it('tells strangers nothing', async () => {
    const { applicationId, credential } = await makeSubscriber()
    expect((await listCredentials(stranger, { applicationId })).data).toEqual([])
    await expectRefusal(getCredentialConsequence(stranger, credential.id), 'not_found')
  })
})

describe('getCredentialConsequence', () => {
  it('says how many gateways will refuse it and how many can be told now', async () => {
    const { consumer, credential } = await makeSubscriber()
    await makeGateway(1)
    await makeGateway(1, { lastSeenAt: new Date(Date.now() - 60_000) })
    const consequence = await getCredentialConsequence(consumer.actor, credential.id)
    expect(consequence.gateways).toEqual({ total: 2, connected: 1 })
  })
})
