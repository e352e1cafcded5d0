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
import { findPlan, getPlan, listPlans, listPlanVersions } from './queries.ts'
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
  quota: { requests: 1_000, period: 'day', mode: 'hard' },
} as const

/** 9.00 a month, 0.10 a request beyond 100. */
const pricing = {
  currency: 'EUR',
  interval: 'month' as const,
  recurringFee: 900,
  charges: [
    {
      key: 'requests',
      name: 'Requests',
      meter: { kind: 'requests' as const },
      included: 100,
      price: { kind: 'per_unit' as const, unitPrice: '10' },
    },
  ],
}

/** A plan with a price, and somebody on it. */
async function makeSoldPlan() {
  const plan = await makePlan(organization, publishedId, { pricing, ...limits })
  const { id: applicationId } = await makeApplication(organization)
  const subscription = await makeSubscription(organization, applicationId, plan.id)
  return { ...plan, subscriptionId: subscription.id }
}

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

describeVerb('updatePlan of a plan that is paid for', {
  verb: updatePlan,
  arrange: async () => {
    const { id } = await makeSoldPlan()
    return { ...by(), input: { id, pricing: { ...pricing, recurringFee: 1_200 } } }
  },
  does: async ({ id, version }, { input }) => {
    expect(version).toBe(2)
    expect(id).not.toBe(input.id)
    const [old, next] = await Promise.all([
      getPlan(organization.owner, input.id),
      getPlan(organization.owner, id),
    ])
    expect(old).toMatchObject({ supersededBy: { id, version: 2 }, pricing: { recurringFee: 900 } })
    expect(next).toMatchObject({ supersededBy: null, pricing: { recurringFee: 1_200 }, ...limits })
  },
  role: 'editor',
  event: 'plan.version_created',
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
      version: 1,
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

describe('versions of a plan', () => {
  const dearer = { ...pricing, recurringFee: 1_200 }
  const owner = () => organization.owner

  it('leave subscriptions where they are, and only the newest is offered', async () => {
    const { id, subscriptionId } = await makeSoldPlan()
    const next = await updatePlan(owner(), { id, pricing: dearer })
    expect(await db.subscription.findUniqueOrThrow({ where: { id: subscriptionId } })).toMatchObject({
      planId: id,
    })
    const plans = await listPlans(owner(), { productId: publishedId })
    const offered = plans.map((plan) => plan.id)
    expect(offered).toContain(next.id)
    expect(offered).not.toContain(id)
    expect(plans.find((plan) => plan.id === next.id)).toMatchObject({
      liveSubscriptions: 0,
      olderSubscriptions: 1,
    })
    expect(await getPlan(owner(), id)).toMatchObject({ liveSubscriptions: 1, olderSubscriptions: 0 })
    const { id: applicationId } = await makeApplication(organization)
    const error = await expectRefusal(makeSubscription(organization, applicationId, id), 'invalid_state')
    expect(error.extra).toEqual({ supersededBy: next.id })
    const versions = await listPlanVersions(owner(), id)
    expect(versions.map((one) => [one.version, one.liveSubscriptions])).toEqual([
      [2, 0],
      [1, 1],
    ])
  })

  it('are not made for words, nor while nobody ever subscribed', async () => {
    const sold = await makeSoldPlan()
    const renamed = await updatePlan(owner(), { id: sold.id, name: uniqueName('Plan'), approval: 'manual' })
    expect(renamed).toMatchObject({ id: sold.id, version: 1 })
    const { id } = await makePlan(organization, publishedId, { pricing })
    expect(await updatePlan(owner(), { id, pricing: dearer })).toMatchObject({ id, version: 1 })
  })

  it('are made for limits, too, and when a free plan with subscribers gets a price', async () => {
    const sold = await makeSoldPlan()
    expect(await updatePlan(owner(), { id: sold.id, rateLimit: null })).toMatchObject({ version: 2 })
    const free = await makePlan(organization, publishedId)
    const { id: applicationId } = await makeApplication(organization)
    await makeSubscription(organization, applicationId, free.id)
    expect(await updatePlan(owner(), { id: free.id, pricing })).toMatchObject({ version: 2 })
  })

  it('are made once by two who change the price at the same moment, and the other hears of it', async () => {
    const { id } = await makeSoldPlan()
    const results = await Promise.allSettled(
      [1_200, 1_300].map((recurringFee) =>
        updatePlan(owner(), { id, pricing: { ...pricing, recurringFee } }),
      ),
    )
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await listPlanVersions(owner(), id)).toHaveLength(2)
  })

  it('cannot be changed, closed or deleted once they are older', async () => {
    const { id } = await makeSoldPlan()
    const next = await updatePlan(owner(), { id, pricing: dearer })
    for (const work of [
      () => updatePlan(owner(), { id, description: 'Other words' }),
      () => closePlan(owner(), { id }),
      () => deletePlan(owner(), { id }),
      () => deletePlan(owner(), { id: next.id }),
    ])
      await expectRefusal(work(), 'invalid_state')
  })

  it('keep how a quota holds unless told otherwise', async () => {
    const { id } = await makePlan(organization, publishedId, {
      quota: { requests: 10, period: 'day', mode: 'soft' },
    })
    await updatePlan(owner(), { id, quota: { requests: 20, period: 'day' } })
    expect((await getPlan(owner(), id)).quota).toEqual({ requests: 20, period: 'day', mode: 'soft' })
  })
})

describe('a price', () => {
  it('is refused at the weights of operations that the product does not have', async () => {
    const weighed = {
      ...pricing,
      charges: [{ ...pricing.charges[0]!, meter: { kind: 'requests' as const, weights: { nothing: 5 } } }],
    }
    const field = 'pricing.charges.0.meter.weights.nothing'
    const input = { productId: publishedId, name: uniqueName('Plan'), approval: 'automatic' as const }
    await expectRefusal(createPlan(organization.owner, { ...input, pricing: weighed }), 'invalid_input', [
      field,
    ])
    const { id } = await makePlan(organization, publishedId)
    await expectRefusal(updatePlan(organization.owner, { id, pricing: weighed }), 'invalid_input', [field])
  })

  it('weighs operations that the product has', async () => {
    const { currentVersionId } = await db.api.findFirstOrThrow({
      where: { products: { some: { productId: publishedId } } },
    })
    const { key } = await db.apiOperation.findFirstOrThrow({
      where: { apiVersionId: currentVersionId! },
    })
    const meter = { kind: 'requests' as const, weights: { [key]: 5 } }
    const { id } = await makePlan(organization, publishedId, {
      pricing: { ...pricing, charges: [{ ...pricing.charges[0]!, meter }] },
    })
    expect((await getPlan(organization.owner, id)).pricing?.charges[0]?.meter).toMatchObject(meter)
  })

  it('can be taken away', async () => {
    const { id } = await makePlan(organization, publishedId, { pricing })
    await updatePlan(organization.owner, { id, pricing: null })
    expect((await getPlan(organization.owner, id)).pricing).toBeNull()
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
