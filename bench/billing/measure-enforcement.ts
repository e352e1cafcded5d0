import { db } from '#lib/core/db.ts'
import { changeSubscriptionPlan } from '#lib/subscription/change-subscription-plan.ts'
import { resumeSubscription } from '#lib/subscription/resume-subscription.ts'
import { setSpendCap } from '#lib/subscription/set-spend-cap.ts'
import { suspendSubscription } from '#lib/subscription/suspend-subscription.ts'
import { makePlan } from '#prisma/factories/product.ts'
import type { BenchOffer } from '../house/offer.ts'
import { atMost, exactly, measured } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { median, percentile } from '../statistics.ts'
import { type Change, type Measured, measureChange } from './measure-change.ts'
import { CENTS_A_REQUEST, perRequest } from './price.ts'
import { Probe } from './probe.ts'

const SUITE = 'billing'
const GOAL_MS = 200
/** What a raise of the cap pays for. */
const REQUESTS_A_RAISE = 10
/** So many refusals in a row: nothing that was granted is left. */
const REFUSALS_TO_BE_SURE = 20
const DRAINED_WITHIN_MS = 30_000
const LARGER = { requests: 2_000_000, windowSeconds: 60 }

/** Caps raised, subscriptions suspended and resumed, plans changed, at a gateway that is asked all the while. */
export async function measureEnforcement(bench: Bench, offer: BenchOffer): Promise<void> {
  const probe = new Probe(offer.url, offer.key)
  bench.defer(() => probe.close())
  const times = bench.isQuick ? 5 : 50
  report(bench, 'spend cap raised', await raiseCaps(probe, offer, times), false)
  const { suspended, resumed } = await suspendAndResume(probe, offer, times)
  report(bench, 'subscription suspended', suspended, true)
  report(bench, 'subscription resumed', resumed, true)
  report(bench, 'plan changed', await changePlans(probe, offer, times), true)
}

const statusIs =
  (status: number): Change['holds'] =>
  (answer) =>
    answer.status === status

/** Uses up what the cap allows, and waits until the gateway refuses for good. */
async function drain(probe: Probe): Promise<void> {
  let refusals = 0
  await probe.askUntil(({ status }) => {
    refusals = status === 429 ? refusals + 1 : 0
    return refusals >= REFUSALS_TO_BE_SURE
  }, DRAINED_WITHIN_MS)
  if (refusals < REFUSALS_TO_BE_SURE) throw new Error('The spend cap was not reached.')
}

async function raiseCaps(probe: Probe, offer: BenchOffer, times: number): Promise<Measured[]> {
  const { consumer, subscriptionId: id } = offer
  let amount = REQUESTS_A_RAISE * CENTS_A_REQUEST
  await setSpendCap(consumer.owner, { id, amount })
  const all: Measured[] = []
  for (let i = 0; i < times; i++) {
    await drain(probe)
    amount += REQUESTS_A_RAISE * CENTS_A_REQUEST
    all.push(
      await measureChange(probe, {
        verb: () => setSpendCap(consumer.owner, { id, amount }),
        holds: statusIs(200),
      }),
    )
  }
  await measureChange(probe, {
    verb: () => setSpendCap(consumer.owner, { id, amount: null }),
    holds: statusIs(200),
  })
  return all
}

async function suspendAndResume(probe: Probe, { provider, subscriptionId: id }: BenchOffer, times: number) {
  const [suspended, resumed]: [Measured[], Measured[]] = [[], []]
  for (let i = 0; i < times; i++) {
    const suspend = () => suspendSubscription(provider.owner, { id, reason: 'Measured' })
    suspended.push(await measureChange(probe, { verb: suspend, holds: statusIs(403) }))
    const resume = () => resumeSubscription(provider.owner, { id })
    resumed.push(await measureChange(probe, { verb: resume, holds: statusIs(200) }))
  }
  return { suspended, resumed }
}

/** There and back between the offer's plan and one with a larger limit. */
async function changePlans(probe: Probe, offer: BenchOffer, times: number): Promise<Measured[]> {
  const { provider, consumer, planId, subscriptionId: id } = offer
  const { productId } = await db.plan.findUniqueOrThrow({ where: { id: planId } })
  const larger = await makePlan(provider, productId, { pricing: perRequest, rateLimit: LARGER })
  const all: Measured[] = []
  for (let i = 0; i < times; i++) {
    const isLarger = i % 2 === 0
    const verb = () =>
      changeSubscriptionPlan(consumer.owner, { id, planId: isLarger ? larger.id : planId, at: 'now' })
    const holds: Change['holds'] = ({ policy }) => policy.includes(`q=${LARGER.requests};`) === isLarger
    all.push(await measureChange(probe, { verb, holds }))
  }
  return all
}

/** `isKept`: from the receipt on every answer shows it; a raised cap lasts only until it is used up. */
function report(bench: Bench, what: string, all: Measured[], isKept: boolean): void {
  const receipts = all.map(({ receiptMs }) => receiptMs)
  const answers = all.map(({ answerMs }) => answerMs)
  const sum = (of: (one: Measured) => number) => all.reduce((total, one) => total + of(one), 0)
  const p50 = `${Math.round(median(receipts))} / ${Math.round(median(answers))} ms`
  bench.add(
    measured(SUITE, `${what}: commit → receipt / first answer that shows it, p50 of ${all.length}`, p50),
    atMost(SUITE, `${what}: commit → receipt, p99`, percentile(receipts, 0.99), GOAL_MS, ' ms'),
    atMost(SUITE, `${what}: commit → first answer, p99`, percentile(answers, 0.99), GOAL_MS, ' ms'),
  )
  const before = sum(({ tooEarly }) => tooEarly)
  if (before > 0) bench.add(exactly(SUITE, `${what}: answers that showed it before the verb`, before, 0))
  if (!isKept) return
  const broken = sum(({ brokenAfterReceipt }) => brokenAfterReceipt)
  bench.add(exactly(SUITE, `${what}: answers against the receipt, after it`, broken, 0))
}
