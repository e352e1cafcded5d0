import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_ENVIRONMENT_ID, type Touched } from '#lib/core/config-change.ts'
import { db } from '#lib/core/db.ts'
import { closeDatabase, type Database, openDatabase } from '../database.ts'
import {
  change,
  makeApi,
  makeCredential,
  makeEnvironment,
  makeOffer,
  makePlan,
  makeProduct,
} from '../test/house.ts'
import { StateKeeper } from './state-keeper.ts'

let database: Database
const keeper = () => new StateKeeper(database, DEFAULT_ENVIRONMENT_ID, () => {}, { portalOrigin: null })

beforeAll(async () => {
  await makeEnvironment()
  database = openDatabase(process.env.DATABASE_URL!, () => {})
})
afterAll(() => closeDatabase(database))

type Ids = {
  api: string[]
  product: string[]
  plan: string[]
  subscription: string[]
  credential: string[]
  application: string[]
}

async function readIds(): Promise<Ids> {
  const pick = async (rows: Promise<{ id: string }[]>) => (await rows).map(({ id }) => id)
  const args = { select: { id: true }, orderBy: { id: 'asc' } } as const
  return {
    api: await pick(db.api.findMany(args)),
    product: await pick(db.apiProduct.findMany(args)),
    plan: await pick(db.plan.findMany(args)),
    subscription: await pick(db.subscription.findMany(args)),
    credential: await pick(db.credential.findMany(args)),
    application: await pick(db.application.findMany(args)),
  }
}

/** A price whose charges' key differs each time. */
const pricing = () => ({
  currency: 'EUR',
  interval: 'month',
  charges: [
    {
      key: `k${Math.floor(Math.random() * 1_000)}`,
      name: 'Requests',
      meter: { kind: 'requests' },
      price: { kind: 'per_unit', unitPrice: '1' },
    },
  ],
})

const touch = (kind: Touched['kind'], ...ids: string[]): Touched[] => ids.map((id) => ({ kind, id }))

/** What verbs do to rows, each naming only what it touches. `pick` chooses one id. */
const verbs: Record<string, (ids: Ids, pick: (list: string[]) => string) => Promise<unknown>> = {
  makeOffer: () => makeOffer(),
  makePlan: (ids, pick) => makePlan(pick(ids.product)),
  publish: (ids, pick) => setStatus(pick(ids.product), 'published'),
  withdraw: (ids, pick) => setStatus(pick(ids.product), 'withdrawn'),
  draft: (ids, pick) => setStatus(pick(ids.product), 'draft'),
  changeApi: (ids, pick) => {
    const id = pick(ids.api)
    return change(touch('api', id), (tx) =>
      tx.api.update({ where: { id }, data: { connectTimeoutMs: 1 + Math.floor(Math.random() * 60_000) } }),
    )
  },
  changeCors: (ids, pick) => {
    const id = pick(ids.product)
    const corsOrigins = [`https://${Math.random().toString(36).slice(2)}.example`]
    return change(touch('product', id), (tx) =>
      tx.apiProduct.update({ where: { id }, data: { corsOrigins } }),
    )
  },
  addApi: async (ids, pick) => {
    const productId = pick(ids.product)
    const { organizationId } = await db.apiProduct.findUniqueOrThrow({ where: { id: productId } })
    const apiId = await makeApi(organizationId)
    await change(touch('product', productId), (tx) => tx.apiProductApi.create({ data: { productId, apiId } }))
  },
  removeApis: (ids, pick) => {
    const productId = pick(ids.product)
    return change(touch('product', productId), (tx) => tx.apiProductApi.deleteMany({ where: { productId } }))
  },
  shareApi: async (ids, pick) => {
    const api = await db.api.findUniqueOrThrow({ where: { id: pick(ids.api) } })
    await makeProduct(api.organizationId, [api.id])
  },
  changePlan: (ids, pick) => {
    const id = pick(ids.plan)
    return change(touch('plan', id), (tx) =>
      tx.plan.update({ where: { id }, data: { rateLimitRequests: 7 } }),
    )
  },
  suspend: (ids, pick) => {
    const id = pick(ids.subscription)
    return change(
      touch('subscription', id),
      (tx) => tx.subscription.update({ where: { id }, data: { status: 'suspended' } }),
      true,
    )
  },
  capSpend: (ids, pick) => {
    const id = pick(ids.subscription)
    return change(touch('subscription', id), (tx) =>
      tx.subscription.update({ where: { id }, data: { spendCap: 500n, anchorAt: new Date('2026-11-01') } }),
    )
  },
  // A price touches the plan alone, and through it what its subscriptions may spend.
  pricePlan: (ids, pick) => {
    const id = pick(ids.plan)
    return change(touch('plan', id), (tx) => tx.plan.update({ where: { id }, data: { pricing: pricing() } }))
  },
  turnClock: async (ids, pick) => {
    const { organizationId } = await db.application.findUniqueOrThrow({
      where: { id: pick(ids.application) },
    })
    const where = { application: { organizationId } }
    const subscriptions = (await db.subscription.findMany({ where })).map((one) => one.id)
    const credentials = (await db.credential.findMany({ where })).map((one) => one.id)
    const touched = [...touch('subscription', ...subscriptions), ...touch('credential', ...credentials)]
    await change(touched, (tx) =>
      tx.organization.update({
        where: { id: organizationId },
        data: { isSandbox: true, clockOffsetMs: { increment: 3_600_000n } },
      }),
    )
  },
  makeCredential: (ids, pick) => makeCredential(pick(ids.application)),
  revoke: (ids, pick) => {
    const id = pick(ids.credential)
    return change(touch('credential', id), (tx) =>
      tx.credential.update({ where: { id }, data: { revokedAt: new Date() } }),
    )
  },
  deleteApplication: async (ids, pick) => {
    const id = pick(ids.application)
    const where = { applicationId: id }
    const subscriptions = (await db.subscription.findMany({ where })).map((one) => one.id)
    const credentials = (await db.credential.findMany({ where })).map((one) => one.id)
    const touched = [
      ...touch('application', id),
      ...touch('subscription', ...subscriptions),
      ...touch('credential', ...credentials),
    ]
    await change(touched, (tx) => tx.application.delete({ where: { id } }))
  },
  breakApi: (ids, pick) => {
    const id = pick(ids.api)
    return change(touch('api', id), (tx) =>
      tx.api.update({ where: { id }, data: { upstreamUrl: 'nowhere' } }),
    )
  },
  // Only what is broken: to touch every API would hide what a product's change forgets.
  mendApis: async () => {
    const broken = await db.api.findMany({ where: { upstreamUrl: 'nowhere' }, select: { id: true } })
    const touched = touch('api', ...broken.map(({ id }) => id))
    await change(touched, (tx) =>
      tx.api.updateMany({ where: { upstreamUrl: 'nowhere' }, data: { upstreamUrl: 'https://good.example' } }),
    )
  },
}

const setStatus = (id: string, status: string) =>
  change(touch('product', id), (tx) => tx.apiProduct.update({ where: { id }, data: { status } }))

test('following the log leads to the same state as reading everything', async () => {
  await makeOffer()
  const following = keeper()
  await following.load()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...Object.keys(verbs)), fc.nat(1_000), fc.boolean()), {
        minLength: 1,
        maxLength: 12,
      }),
      async (steps) => {
        await makeOffer()
        for (const [verb, choice, isFollowed] of steps) {
          const ids = await readIds()
          const pick = (list: string[]) => list[choice % list.length]!
          if (Object.values(ids).every((list) => list.length > 0)) await verbs[verb]!(ids, pick)
          if (isFollowed) await following.advance()
        }
        // A held-back resource keeps its last good content, which a fresh reading cannot know: mend before comparing.
        await verbs.mendApis!(await readIds(), (list) => list[0]!)
        await following.advance()
        const fresh = keeper()
        await fresh.load()
        expect(following.state.running).toEqual(fresh.state.running)
        expect(following.state.withheld).toEqual([])
      },
    ),
    { numRuns: 25 },
  )
})
