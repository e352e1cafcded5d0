import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { db, transaction } from '#lib/core/db.ts'
import { describeVerb, expectRefusal, stranger } from '#lib/core/testing.ts'
import { makeApplication, makeSubscription } from '#prisma/factories/application.ts'
import { type MadeOrganization, makeOrganization } from '#prisma/factories/organization.ts'
import { makeOffer, makePlan, makeProduct } from '#prisma/factories/product.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { closePlan } from './close-plan.ts'
import { createPlan } from './create-plan.ts'
import { deletePlan } from './delete-plan.ts'
import { findPlan, getPlan, listPlans } from './queries.ts'
import { reopenPlan } from './reopen-plan.ts'
import { updatePlan } from './update-plan.ts'

let organization: MadeOrganization
let publishedId: string
const by = () => ({ actor: organization.owner, organizationId: organization.id })

beforeAll(async () => {
  organization = await makeOrganization()
  publishedId = (await makeOffer({ organization })).product.id
})

const limits = {
  rateLimit: { requests: 60, windowSeconds: 60, burst: 10 },
  quota: { requests: 1_000, period: 'day' },
} as const

describeVerb('createPlan', {
  verb: createPlan,
  arrange: async () => {
    const approval = 'manual' as const
    return { ...by(), input: { productId: publishedId, name: uniqueName('Plan'), approval, ...limits } }
  },
  does: async ({ id }, { input: { name, approval } }) => {
    expect(await getPlan(organization.owner, id)).toMatchObject({ name, approval, ...limits })
  },
  role: 'editor',
  event: 'plan.created',
  touched: ['plan'],
  repeated: 'conflict',
})

describeVerb('updatePlan', {
  verb: updatePlan,
  arrange: async () => {
    const { id } = await makePlan(organization, publishedId, limits)
    return { ...by(), input: { id, rateLimit: null, quota: { requests: 5, period: 'month' as const } } }
  },
  does: async ({ id }) => {
    const plan = await getPlan(organization.owner, id)
    expect(plan).toMatchObject({ rateLimit: null, quota: { requests: 5, period: 'month' } })
  },
  role: 'editor',
  event: 'plan.updated',
  touched: ['plan'],
  repeated: 'nothing',
})

describeVerb('closePlan', {
  verb: closePlan,
  arrange: async () => ({ ...by(), input: { id: (await makePlan(organization, publishedId)).id } }),
  does: async ({ id }) => expect((await getPlan(organization.owner, id)).isClosed).toBe(true),
  role: 'editor',
  event: 'plan.closed',
  repeated: 'nothing',
})

describeVerb('reopenPlan', {
  verb: reopenPlan,
  arrange: async () => {
    const { id } = await makePlan(organization, publishedId)
    await closePlan(organization.owner, { id })
    return { ...by(), input: { id } }
  },
  does: async ({ id }) => expect((await getPlan(organization.owner, id)).isClosed).toBe(false),
  role: 'editor',
  event: 'plan.reopened',
  repeated: 'nothing',
})

describeVerb('deletePlan', {
  verb: deletePlan,
  arrange: async () => ({ ...by(), input: { id: (await makePlan(organization, publishedId)).id } }),
  does: async ({ id }) => expect(await findPlan(organization.owner, id)).toBeNull(),
  role: 'editor',
  event: 'plan.deleted',
  touched: ['plan'],
  repeated: 'not_found',
})

describe('plans of a draft', () => {
  it('concern no gateway', async () => {
    const { id: productId } = await makeProduct(organization)
    const before = await db.configChange.count()
    const { id, revision } = await makePlan(organization, productId)
    expect(revision).toBeNull()
    expect(await updatePlan(organization.owner, { id, rateLimit: limits.rateLimit })).toEqual({
      id,
      revision: null,
    })
    expect(await deletePlan(organization.owner, { id })).toEqual({ id, revision: null })
    expect(await db.configChange.count()).toBe(before)
  })
})

describe('a plan that is in use', () => {
  it('cannot be deleted, and says what to do instead', async () => {
    const { id } = await makePlan(organization, publishedId)
    const { id: applicationId } = await makeApplication(organization)
    await makeSubscription(organization, applicationId, id)
    const error = await expectRefusal(deletePlan(organization.owner, { id }), 'invalid_state')
    expect(error.message).toContain('Close it instead')
    expect((await getPlan(organization.owner, id)).liveSubscriptions).toBe(1)
  })

  it('takes no subscription once it is closed', async () => {
    const { id } = await makePlan(organization, publishedId)
    await closePlan(organization.owner, { id })
    const { id: applicationId } = await makeApplication(organization)
    await expectRefusal(makeSubscription(organization, applicationId, id), 'invalid_state')
  })
})

describe('updatePlan', () => {
  it('waits for a publication that is under way, and is told to the gateways', async () => {
    const { id: productId } = await makeProduct(organization)
    const { id } = await makePlan(organization, productId)
    const updated = await transaction(async (tx) => {
      await tx.apiProduct.update({ where: { id: productId }, data: { status: 'published' } })
      const waiting = updatePlan(organization.owner, { id, rateLimit: limits.rateLimit })
      await sleep(200)
      return { waiting }
    })
    expect((await updated.waiting).revision).toBeGreaterThan(0)
  })

  it('makes no revision for what gateways do not know', async () => {
    const made = await makePlan(organization, publishedId)
    const input = { id: made.id, description: 'New words', approval: 'manual' as const }
    expect((await updatePlan(organization.owner, input)).revision).toBe(made.revision)
  })

  it('refuses the name of another plan at its field', async () => {
    const { name } = await makePlan(organization, publishedId)
    const { id } = await makePlan(organization, publishedId)
    await expectRefusal(updatePlan(organization.owner, { id, name }), 'conflict', ['name'])
  })
})

describe('listPlans', () => {
  it('keeps the order in which plans were made', async () => {
    const { id: productId } = await makeProduct(organization)
    const made = [
      await makePlan(organization, productId),
      await makePlan(organization, productId),
      await makePlan(organization, productId),
    ]
    const plans = await listPlans(organization.owner, { productId })
    expect(plans.map(({ id }) => id)).toEqual(made.map(({ id }) => id))
  })

  it('is the provider’s', async () => {
    await expectRefusal(listPlans(stranger, { productId: publishedId }), 'not_found')
  })
})
