import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { costOfUnits } from '#lib/billing/rating/cost-of-units.ts'
import { Pricing } from '#lib/billing/schema/pricing.ts'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { Exact } from '#lib/core/money.ts'
import { billingPeriodOf, hourOf } from '../contract/index.ts'
import { closeDatabase, type Database, openDatabase } from '../database.ts'
import { addMeters } from '../ingest-usage/add-usage.ts'
import { returnQuota } from '../return-quota.ts'
import { makeEnvironment, makeOffer } from '../test/house.ts'
import { grantBudget } from './grant-budget.ts'
import { readMetered } from './read-use.ts'
import { partOf } from './spend-limit.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const now = hourOf(Date.now()) + HOUR / 2
const anchorAt = hourOf(now - 3 * DAY)

let database: Database
beforeAll(async () => {
  await makeEnvironment()
  database = openDatabase(process.env.DATABASE_URL!, () => {})
})
afterAll(() => closeDatabase(database))

const charge = (key: string, price: object, included = 0) => ({
  key,
  name: key,
  meter: { kind: 'requests' },
  included,
  price,
})
const perUnit = (unitPrice: string) => ({ kind: 'per_unit', unitPrice })
const calls = [charge('calls', perUnit('10'))]

type Offer = { charges?: object[]; spendCap?: bigint | null; isPrepaid?: boolean; rest?: object }

/** An active subscription to a plan with a price. */
async function subscribe({ charges = calls, spendCap = null, isPrepaid = false, rest = {} }: Offer) {
  const offer = await makeOffer()
  const pricing = { currency: 'EUR', interval: 'month', isPrepaid, charges, ...rest }
  await db.plan.update({ where: { id: offer.planId }, data: { pricing } })
  await db.subscription.update({
    where: { id: offer.subscriptionId },
    data: { anchorAt: new Date(anchorAt), spendCap },
  })
  return { ...offer, pricing: Pricing.parse(pricing) }
}
type Subscribed = Awaited<ReturnType<typeof subscribe>>

const periodNow = (at = now) => billingPeriodOf(anchorAt, 'month', at).name
type Ask = { charge?: string; gatewayId?: string; spent?: number; at?: number; gateways?: number }
const ask = (subscriptionId: string, options: Ask = {}) => {
  const { charge = 'calls', gatewayId = 'gw_1', spent = 0, at = now, gateways = 1 } = options
  return grantBudget(
    database.control,
    gatewayId,
    { subscriptionId, period: periodNow(at), charge, spent },
    gateways,
    at,
  )
}

/** Asks until nothing is left. Returns the units granted and the last answer. */
async function exhaust(subscriptionId: string, options: Ask = {}) {
  let units = 0
  for (;;) {
    const grant = await ask(subscriptionId, options)
    units += grant.granted
    if (grant.granted === 0) return { units, last: grant }
  }
}

const grantCredit = (subscriptionId: string, amount: number, row: object = {}) =>
  db.creditGrant.create({
    data: {
      id: newId('crd'),
      subscriptionId,
      source: 'granted',
      amount,
      startsAt: new Date(anchorAt),
      ...row,
    },
  })

/** Usage as it is taken in. */
const meter = async (
  { subscriptionId, planId }: Subscribed,
  quantity: number,
  row: { hour?: number; gatewayId?: string; chargeKey?: string } = {},
) => {
  const { hour = now - HOUR, gatewayId = 'gw_1', chargeKey = 'calls' } = row
  const operationKey = randomBytes(4).toString('hex')
  const sums = { subscriptionId, planId, chargeKey, operationKey, quantity, requests: quantity, anomalies: 0 }
  await addMeters(database.control, gatewayId, [{ hour: new Date(hourOf(hour)).toISOString(), ...sums }])
}

/** An invoice of a period, as far as credits go by it. */
async function invoice({ subscriptionId, organizationId }: Subscribed, row: object) {
  const customer = await db.customer.upsert({
    where: { organizationId_consumerId: { organizationId, consumerId: organizationId } },
    create: { id: newId('cus'), organizationId, consumerId: organizationId },
    update: {},
  })
  const id = newId('inv')
  await db.invoice.create({
    data: {
      id,
      organizationId,
      customerId: customer.id,
      subscriptionId,
      kind: 'period',
      status: 'open',
      currency: 'EUR',
      periodStartsAt: new Date(anchorAt),
      periodEndsAt: new Date(anchorAt),
      parties: {},
      ...row,
    },
  })
  return id
}

describe('a spend cap', () => {
  test('is shared by all gateways to the last unit that it pays for', async () => {
    const { subscriptionId } = await subscribe({ spendCap: 1_005n })
    const first = await exhaust(subscriptionId, { gatewayId: 'gw_1', gateways: 2 })
    const second = await exhaust(subscriptionId, { gatewayId: 'gw_2', gateways: 2 })
    expect(first.units + second.units).toBe(100)
    expect(first.last).toMatchObject({ isExhausted: true, exhaustedBy: 'spend_cap', used: 100, limit: 100 })
    await db.subscription.update({ where: { id: subscriptionId }, data: { spendCap: 1_010n } })
    expect(await ask(subscriptionId)).toMatchObject({ granted: 1, isExhausted: false, used: 101, limit: 101 })
  })

  test('is one for all charges, with what each includes', async () => {
    const charges = [charge('calls', perUnit('10'), 5), charge('tokens', perUnit('0.5'))]
    const { subscriptionId, pricing } = await subscribe({ charges, spendCap: 100n })
    const units = new Map<string, Exact>()
    let isOver = false
    while (!isOver) {
      const grants = await Promise.all(
        ['calls', 'tokens'].map(async (key) => ({ key, grant: await ask(subscriptionId, { charge: key }) })),
      )
      for (const { key, grant } of grants) units.set(key, (units.get(key) ?? new Exact(0)).add(grant.granted))
      isOver = grants.every(({ grant }) => grant.isExhausted)
    }
    expect(costOfUnits(pricing, units).toNumber()).toBe(100)
    expect(units.get('calls')!.toNumber()).toBeGreaterThan(5)
  })

  test('counts what was used before it was set, and what a gateway spent beyond its parts', async () => {
    const subscribed = await subscribe({ spendCap: 1_000n })
    const { subscriptionId } = subscribed
    await meter(subscribed, 30, { gatewayId: 'gw_2' })
    await meter(subscribed, 20, { gatewayId: 'gw_1' })
    expect((await exhaust(subscriptionId)).units).toBe(50)
    await db.subscription.update({ where: { id: subscriptionId }, data: { spendCap: 2_000n } })
    // It was granted 50 on top of 20, and has spent 110: 40 are gone without having been granted.
    const { units } = await exhaust(subscriptionId, { spent: 110 })
    expect(units).toBe(200 - 30 - 110)
  })

  test('of what is given back another gateway may have its part', async () => {
    const { subscriptionId } = await subscribe({ spendCap: 100n })
    const { units } = await exhaust(subscriptionId)
    const back = { requestId: 1, subscriptionId, period: periodNow(), charge: 'calls', requests: 4 }
    expect(await returnQuota(database.control, 'gw_1', 'boot_1', back)).toBe(4)
    expect((await exhaust(subscriptionId, { gatewayId: 'gw_2' })).units).toBe(units - 6)
  })

  test('begins anew with each period of the subscription’s own time', async () => {
    const { subscriptionId, organizationId } = await subscribe({ spendCap: 100n })
    const ahead = 40 * DAY
    await exhaust(subscriptionId)
    expect(await ask(subscriptionId, { at: now + ahead })).toMatchObject({ granted: expect.any(Number) })
    await db.organization.update({
      where: { id: organizationId },
      data: { isSandbox: true, clockOffsetMs: ahead },
    })
    // The real time has not moved: only the test clock has.
    const next = { subscriptionId, period: periodNow(now + ahead), charge: 'calls', spent: 0 }
    expect((await grantBudget(database.control, 'gw_1', next, 1, now)).granted).toBeGreaterThan(0)
    expect(await ask(subscriptionId)).toMatchObject({ granted: 0, isExhausted: false })
  })

  test('does not count free units of a trial, before or in the period', async () => {
    const rest = { trial: { kind: 'units', units: 7 } }
    const { subscriptionId } = await subscribe({ spendCap: 100n, rest })
    expect((await exhaust(subscriptionId)).units).toBe(17)
  })
})

test('units are summed alike by days and by hours, whatever the boundaries', async () => {
  const subscribed = await subscribe({})
  const { subscriptionId } = subscribed
  const used = fc.array(fc.record({ hour: fc.nat(200), quantity: fc.integer({ min: 1, max: 9 }) }), {
    maxLength: 20,
  })
  const start = Date.UTC(2026, 2, 3)
  let all: { hour: number; quantity: number }[] = []
  await fc.assert(
    fc.asyncProperty(
      used,
      fc.uniqueArray(fc.nat(200), { minLength: 3, maxLength: 5 }),
      async (more, turns) => {
        for (const { hour, quantity } of more)
          await meter(subscribed, quantity, { hour: start + hour * HOUR })
        all = [...all, ...more]
        const [from, ...rest] = turns.sort((a, b) => a - b) as [number, ...number[]]
        const to = rest.pop()!
        const boundaries = [from, ...rest]
        const expected = boundaries.flatMap((begin, index) => {
          const end = boundaries[index + 1] ?? to
          const within = all.filter(({ hour }) => hour >= begin && hour < end)
          const quantity = within.reduce((sum, one) => sum + one.quantity, 0)
          return quantity > 0 ? [{ segment: index + 1, quantity }] : []
        })
        const at = (hour: number) => start + hour * HOUR
        const span = { from: at(from), to: at(to), boundaries: boundaries.map(at) }
        const found = await readMetered(database.control, subscriptionId, span)
        const plain = found.map(({ segment, quantity }) => ({ segment, quantity }))
        expect(plain.sort((a, b) => a.segment - b.segment)).toEqual(expected)
      },
    ),
    { numRuns: 40 },
  )
})

describe('prepaid credits', () => {
  test('are what was granted or bought and paid, and is neither void nor expired nor to come', async () => {
    const subscribed = await subscribe({ isPrepaid: true })
    const { subscriptionId } = subscribed
    expect(await ask(subscriptionId)).toMatchObject({ granted: 0, isExhausted: true, exhaustedBy: 'credit' })
    await grantCredit(subscriptionId, 50)
    await grantCredit(subscriptionId, 1_000, { voidedAt: new Date() })
    await grantCredit(subscriptionId, 1_000, { startsAt: new Date(now + 2 * HOUR) })
    await grantCredit(subscriptionId, 1_000, { expiresAt: new Date(now - 1) })
    const invoiceId = await invoice(subscribed, { kind: 'credits' })
    await grantCredit(subscriptionId, 100, { source: 'bought', invoiceId })
    expect((await exhaust(subscriptionId)).units).toBe(5)
    await db.invoice.update({ where: { id: invoiceId }, data: { status: 'paid' } })
    expect((await exhaust(subscriptionId)).units).toBe(10)
  })

  test('that expired have paid for what was used before', async () => {
    const subscribed = await subscribe({ isPrepaid: true })
    const { subscriptionId } = subscribed
    await grantCredit(subscriptionId, 50, { expiresAt: new Date(now - DAY) })
    await grantCredit(subscriptionId, 50)
    await meter(subscribed, 4, { hour: now - 2 * DAY })
    await meter(subscribed, 1)
    expect((await exhaust(subscriptionId)).units).toBe(4)
  })

  test('are reduced by finalized invoices, and by usage that is on none yet', async () => {
    const subscribed = await subscribe({ isPrepaid: true })
    const { subscriptionId } = subscribed
    const at = now + 40 * DAY
    const { id: grantId } = await grantCredit(subscriptionId, 100)
    await meter(subscribed, 3)
    expect((await exhaust(subscriptionId, { at })).units).toBe(7)
    await db.subscription.update({ where: { id: subscriptionId }, data: { spendCap: null } })
    const first = billingPeriodOf(anchorAt, 'month', now)
    const invoiceId = await invoice(subscribed, {
      periodStartsAt: new Date(first.startsAt),
      periodEndsAt: new Date(first.endsAt),
    })
    await db.creditBurn.create({ data: { grantId, invoiceId, amount: 30 } })
    await grantCredit(subscriptionId, 10)
    expect((await exhaust(subscriptionId, { at })).units).toBe(1)
  })

  test('and a cap: the tighter one stops, and is named', async () => {
    const { subscriptionId } = await subscribe({ isPrepaid: true, spendCap: 30n })
    await grantCredit(subscriptionId, 1_000)
    expect(await exhaust(subscriptionId)).toMatchObject({ units: 3, last: { exhaustedBy: 'spend_cap' } })
  })
})

describe('nothing is granted, and nothing is exhausted', () => {
  const none = { granted: 0, isExhausted: false }

  test('where nothing limits the spend, for what is not charged, or for another time', async () => {
    const { subscriptionId } = await subscribe({})
    expect(await ask(subscriptionId)).toEqual({ ...none, used: 0, limit: 0 })
    await db.subscription.update({ where: { id: subscriptionId }, data: { spendCap: 100n } })
    expect(await ask(subscriptionId, { charge: 'unheard-of' })).toMatchObject(none)
    expect(await ask(subscriptionId, { at: now + 60 * DAY })).toMatchObject({ granted: expect.any(Number) })
    const past = { subscriptionId, period: '2020-01-01T00', charge: 'calls' }
    expect(await grantBudget(database.control, 'gw_1', past, 1, now)).toMatchObject(none)
    await db.subscription.update({ where: { id: subscriptionId }, data: { status: 'suspended' } })
    expect(await ask(subscriptionId)).toMatchObject(none)
  })
})

test('a part is never more than there is, at least one while there is any, and small where little was used', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(20), fc.nat(1_000_000), (allowance, gateways, used) => {
      const part = partOf(allowance, gateways, used)
      expect(part).toBeLessThanOrEqual(allowance)
      expect(part).toBeGreaterThanOrEqual(allowance > 0 ? 1 : 0)
      expect(part).toBeLessThanOrEqual(Math.max(1, Math.ceil(allowance / 64), used))
    }),
  )
})

/** A gateway as far as budgets go: it passes only what it was granted, and remembers that unless its disk is lost. */
class Holder {
  readonly #granted = new Map<string, number>()
  readonly #spent = new Map<string, number>()
  #requestId = 0
  #boot = 0
  readonly #id: string

  constructor(id: string) {
    this.#id = id
  }

  #left(key: string): number {
    return (this.#granted.get(key) ?? 0) - (this.#spent.get(key) ?? 0)
  }

  async ask(subscriptionId: string, key: string): Promise<void> {
    const spent = this.#spent.get(key) ?? 0
    const before = Math.max(this.#granted.get(key) ?? 0, spent)
    const { granted } = await ask(subscriptionId, { gatewayId: this.#id, charge: key, spent, gateways: 2 })
    this.#granted.set(key, before + granted)
  }

  /** Passes requests of one unit each, as many as are asked for and granted. */
  pass(key: string, wanted = Number.POSITIVE_INFINITY): number {
    const units = Math.max(0, Math.min(wanted, this.#left(key)))
    this.#spent.set(key, (this.#spent.get(key) ?? 0) + units)
    return units
  }

  async giveBack(subscriptionId: string, key: string): Promise<void> {
    const requests = this.#left(key)
    if (requests <= 0) return
    this.#granted.set(key, this.#spent.get(key) ?? 0)
    const requestId = ++this.#requestId
    const message = { requestId, subscriptionId, period: periodNow(), charge: key, requests }
    const boot = `boot_${this.#boot}`
    await returnQuota(database.control, this.#id, boot, message)
    // A repeat gives nothing back a second time.
    await returnQuota(database.control, this.#id, boot, message)
  }

  loseDisk(): void {
    this.#granted.clear()
    this.#spent.clear()
    this.#boot++
    this.#requestId = 0
  }
}

const prices = fc.constantFrom<object>(
  perUnit('7'),
  perUnit('0.4'),
  { kind: 'package', size: 5, packagePrice: 30 },
  {
    kind: 'graduated',
    tiers: [
      { upTo: 4, unitPrice: '9.5' },
      { upTo: null, unitPrice: '3', flatFee: 11 },
    ],
  },
)
const steps = fc.array(
  fc.record({
    holder: fc.nat(1),
    key: fc.constantFrom('a', 'b'),
    what: fc.constantFrom('ask', 'everyone asks', 'pass', 'pass', 'give back', 'ingest', 'lose the disk'),
    units: fc.integer({ min: 1, max: 9 }),
  }),
  { minLength: 5, maxLength: 30 },
)

test('whatever gateways ask for, pass, give back and lose, in any order: what passed costs no more than is there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(prices, prices),
      fc.tuple(fc.nat(4), fc.nat(4)),
      fc.integer({ min: 0, max: 150 }),
      fc.boolean(),
      steps,
      async ([a, b], [includedA, includedB], budget, isPrepaid, todo) => {
        const charges = [charge('a', a, includedA), charge('b', b, includedB)]
        const spendCap = isPrepaid ? null : BigInt(budget)
        const subscribed = await subscribe({ charges, isPrepaid, spendCap })
        const { subscriptionId, pricing } = subscribed
        if (isPrepaid) await grantCredit(subscriptionId, budget)
        const holders = [new Holder('gw_1'), new Holder('gw_2')]
        const passed = new Map<string, Exact>()
        const waiting: { key: string; gatewayId: string; units: number }[] = []
        const pass = (index: number, key: string, wanted?: number) => {
          const units = holders[index]!.pass(key, wanted)
          passed.set(key, (passed.get(key) ?? new Exact(0)).add(units))
          if (units > 0) waiting.push({ key, gatewayId: `gw_${index + 1}`, units })
          return units
        }
        const everyAsk = () =>
          Promise.all(holders.flatMap((each) => ['a', 'b'].map((key) => each.ask(subscriptionId, key))))
        for (const { holder: index, key, what, units } of todo) {
          const holder = holders[index]!
          if (what === 'ask') await holder.ask(subscriptionId, key)
          else if (what === 'everyone asks') await everyAsk()
          else if (what === 'pass') pass(index, key, units)
          else if (what === 'give back') await holder.giveBack(subscriptionId, key)
          else if (what === 'lose the disk') holder.loseDisk()
          else
            for (const { key: chargeKey, gatewayId, units: quantity } of waiting.splice(0))
              await meter(subscribed, quantity, { chargeKey, gatewayId })
        }
        // And then as much as they get.
        for (let isMore = true; isMore; ) {
          await everyAsk()
          isMore = [0, 1]
            .flatMap((index) => ['a', 'b'].map((key) => pass(index, key)))
            .some((done) => done > 0)
        }
        expect(costOfUnits(pricing, passed).toNumber()).toBeLessThanOrEqual(budget)
      },
    ),
    { numRuns: 30 },
  )
})
