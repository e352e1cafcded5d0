import { describe, expect, it } from 'vitest'
import { db } from '#lib/core/db.ts'
import { describeVerb, expectRefusal, stranger } from '#lib/core/testing.ts'
import { createApplication } from './create-application.ts'
import { deleteApplication } from './delete-application.ts'
import { makeConsumer, makeParty, makeSubscriber } from './fixture.ts'
import {
  getApplication,
  getApplicationConsequence,
  getSubscriber,
  listApplications,
  listSubscribers,
} from './queries.ts'
import { updateApplication } from './update-application.ts'

describeVerb('createApplication', {
  verb: createApplication,
  arrange: async () => {
    const { actor, id } = await makeParty()
    return { actor, input: { name: 'Trading desk', organizationId: id }, organizationId: id }
  },
  does: async ({ id }, { organizationId }) => {
    expect(await db.application.findUnique({ where: { id } })).toMatchObject({
      name: 'Trading desk',
      organizationId,
    })
  },
  role: 'editor',
  event: 'application.created',
  repeated: 'conflict',
})

const arrangeOne = async () => {
  const { actor, id, applicationId } = await makeConsumer()
  return { actor, organizationId: id, applicationId }
}

describeVerb('updateApplication', {
  verb: updateApplication,
  arrange: async () => {
    const one = await arrangeOne()
    return { ...one, input: { id: one.applicationId, name: 'Renamed' } }
  },
  does: async ({ id }) => {
    expect(await db.application.findUnique({ where: { id } })).toMatchObject({ name: 'Renamed' })
  },
  role: 'editor',
  event: 'application.updated',
  repeated: 'nothing',
})

describeVerb('deleteApplication', {
  verb: deleteApplication,
  arrange: async () => {
    const { consumer, applicationId } = await makeSubscriber()
    return { actor: consumer.actor, organizationId: consumer.id, input: { id: applicationId } }
  },
  does: async ({ id }) => {
    expect(await db.application.count({ where: { id } })).toBe(0)
    expect(await db.credential.count({ where: { applicationId: id } })).toBe(0)
    expect(await db.subscription.count({ where: { applicationId: id } })).toBe(0)
  },
  role: 'admin',
  event: 'application.deleted',
  touched: ['credential', 'subscription', 'application'],
  isUrgent: true,
  repeated: 'not_found',
})

describe('input', () => {
  it('names the field of a blank name and of one that is taken', async () => {
    const { actor, id, applicationId } = await makeConsumer()
    const { name } = await getApplication(actor, applicationId)
    await expectRefusal(createApplication(actor, { name: ' ', organizationId: id }), 'invalid_input', [
      'name',
    ])
    await expectRefusal(createApplication(actor, { name, organizationId: id }), 'conflict', ['name'])
    const other = await createApplication(actor, { name: 'Other', organizationId: id })
    await expectRefusal(updateApplication(actor, { id: other.id, name }), 'conflict', ['name'])
  })

  it('belongs to the only organization when none is named', async () => {
    const { actor, id } = await makeParty()
    const made = await createApplication(actor, { name: 'Alone' })
    expect((await getApplication(actor, made.id)).organization.id).toBe(id)
  })
})

describe('listApplications', () => {
  it('counts live keys and subscriptions, searches and pages', async () => {
    const { consumer, applicationId } = await makeSubscriber()
    const second = await createApplication(consumer.actor, { name: 'Ledger' })
    const all = await listApplications(consumer.actor, { organizationId: consumer.id })
    expect(all.data.map((row) => row.id)).toEqual([second.id, applicationId])
    expect(all.data[1]).toMatchObject({ liveCredentials: 1, liveSubscriptions: 1, lastUsedAt: null })
    const first = await listApplications(consumer.actor, { limit: 1 })
    expect(first.nextCursor).toBe(second.id)
    const next = await listApplications(consumer.actor, { limit: 1, cursor: first.nextCursor! })
    expect(next).toMatchObject({ data: [{ id: applicationId }], nextCursor: null })
    const found = await listApplications(consumer.actor, { search: 'ledG' })
    expect(found.data.map((row) => row.id)).toEqual([second.id])
  })

  it('shows nothing of other organizations', async () => {
    const { id, applicationId } = await makeConsumer()
    expect((await listApplications(stranger)).data).toEqual([])
    await expectRefusal(listApplications(stranger, { organizationId: id }), 'not_found')
    await expectRefusal(getApplication(stranger, applicationId), 'not_found')
    await expectRefusal(getApplicationConsequence(stranger, applicationId), 'not_found')
  })
})

describe('subscribers', () => {
  it('are seen by the provider they subscribe to, with those subscriptions only', async () => {
    const { provider, applicationId, consumer, subscription } = await makeSubscriber()
    const { data } = await listSubscribers(provider.actor, { organizationId: provider.id })
    expect(data).toMatchObject([
      { id: applicationId, organization: { id: consumer.id }, subscriptions: [{ id: subscription.id }] },
    ])
    expect(JSON.stringify(data)).not.toMatch(/digest|hint/)
    expect((await getSubscriber(provider.actor, applicationId)).subscriptions).toHaveLength(1)
  })

  it('are not found by anybody else', async () => {
    const { applicationId, consumer } = await makeSubscriber()
    await expectRefusal(getSubscriber(stranger, applicationId), 'not_found')
    await expectRefusal(getSubscriber(consumer.actor, applicationId), 'not_found')
    expect((await listSubscribers(stranger)).data).toEqual([])
  })
})

describe('getApplicationConsequence', () => {
  it('measures what a deletion breaks', async () => {
    const { consumer, applicationId, offer } = await makeSubscriber()
    const hour = new Date()
    hour.setUTCMinutes(0, 0, 0)
    await db.usageHour.create({
      data: {
        hour,
        gatewayId: 'gw_1',
        apiId: offer.apiId,
        operationKey: '',
        subscriptionId: '',
        planId: '',
        applicationId,
        requests: 7,
        billable: 5,
        refused: 2,
        errors: 0,
        bytesIn: 0,
        bytesOut: 0,
        latency: [],
      },
    })
    expect(await getApplicationConsequence(consumer.actor, applicationId)).toMatchObject({
      requestsToday: 7,
      credentials: 1,
      subscriptions: 1,
    })
  })
})
