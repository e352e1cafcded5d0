import { setTimeout as sleep } from 'node:timers/promises'
import { subscriptionNow } from '#lib/core/clock.ts'
import { db } from '#lib/core/db.ts'
import { moveClock } from '#lib/sandbox/move-clock.ts'
import type { Market } from './sell.ts'
import { until } from './until.ts'

const PAUSE_MS_MIN = 8_000
const PAUSE_MS_MAX = 24_000
/** A task that died with its process is taken up again after two minutes, and what fails waits longer each time. */
const QUIET_WITHIN_SECONDS = 420

const readRenewals = async ({ sold }: Market): Promise<Date[]> => {
  const ids = sold.map(({ subscriptionId }) => subscriptionId)
  const rows = await db.subscription.findMany({ where: { id: { in: ids } }, select: { renewsAt: true } })
  return rows.map(({ renewsAt }) => renewsAt!)
}

const readNow = async ({ consumer }: Market): Promise<Date> =>
  subscriptionNow(await db.organization.findUniqueOrThrow({ where: { id: consumer.id } }))

/** Turns the sandbox's clock to the moment when the present period of every subscription has ended. */
export async function turnToPeriodsEnd(market: Market): Promise<void> {
  let to: Date | undefined
  await until('the clock is turned', async () => {
    to ??= new Date(Math.max(...(await readRenewals(market)).map(Number)))
    // Asked first: an answer of the verb that was lost had turned it.
    if ((await readNow(market)) >= to) return true
    await moveClock(market.consumer.owner, { organizationId: market.consumer.id, to: to.toISOString() })
    return true
  })
}

/** True when all periods that ended are invoiced and paid, and nothing is on its way to or from Stripe. */
export async function isQuiet(market: Market): Promise<boolean> {
  const now = await readNow(market)
  if ((await readRenewals(market)).some((at) => at <= now)) return false
  const [unpaid, tasks, events] = await Promise.all([
    db.invoice.count({ where: { organizationId: market.provider.id, status: { not: 'paid' } } }),
    db.outboundTask.count({ where: { status: { not: 'done' } } }),
    db.stripeEvent.count({ where: { handledAt: null } }),
  ])
  return unpaid + tasks + events === 0
}

export const untilQuiet = (market: Market): Promise<void> =>
  until('all is invoiced and paid', () => isQuiet(market), QUIET_WITHIN_SECONDS)

/**
 * Lets period after period end while the killing goes on, for `seconds`: invoices are made, mirrored and collected in
 * between. A period ends only when the last one is paid: whoever does not pay for a month is suspended.
 */
export async function turnAtRandom(market: Market, seconds: number, random: () => number): Promise<void> {
  const end = performance.now() + seconds * 1_000
  for (;;) {
    await sleep(PAUSE_MS_MIN + random() * (PAUSE_MS_MAX - PAUSE_MS_MIN))
    while (!(await isQuiet(market).catch(() => false))) {
      if (performance.now() > end) return
      await sleep(500)
    }
    if (performance.now() > end) return
    await turnToPeriodsEnd(market)
  }
}
