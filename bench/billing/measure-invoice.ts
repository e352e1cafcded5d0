import { setTimeout as sleep } from 'node:timers/promises'
import { db } from '#lib/core/db.ts'
import { moveClock } from '#lib/sandbox/move-clock.ts'
import { setSandbox } from '#lib/sandbox/set-sandbox.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { Tally } from '../chaos/tally.ts'
import { type House, untilGateway } from '../house/house.ts'
import { makeBenchOffer } from '../house/offer.ts'
import { openLoop, sameAsked } from '../open-loop.ts'
import { untilAnswers } from '../processes.ts'
import { exactly, grouped } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { CENTS_A_REQUEST, perRequest } from './price.ts'

const SUITE = 'billing'
const PER_SECOND = 300
const INVOICED_WITHIN_SECONDS = 60

/** Traffic of a sandbox, its clock turned to the period's end, and the invoice that sync makes of it by itself. */
export async function measureInvoice(bench: Bench, house: House, upstreamUrl: string): Promise<void> {
  const consumer = await makeOrganization('Sandbox')
  await setSandbox(consumer.owner, { organizationId: consumer.id, isSandbox: true })
  const offer = await makeBenchOffer(house, upstreamUrl, { pricing: perRequest }, consumer)
  const headers = { 'X-API-Key': offer.key }
  // A key that is refused shows that the gateway knows the API, and costs nothing.
  await untilAnswers(offer.url, {}, (status) => status === 401)
  const tally = new Tally()
  const load = openLoop(sameAsked(offer.url, headers), PER_SECOND, (answer) => tally.count(answer))
  await sleep(bench.isQuick ? 3_000 : 20_000)
  await load.stop()
  await untilGateway(house, ({ owedBytes }) => owedBytes === 0)
  const { renewsAt } = await db.subscription.findUniqueOrThrow({ where: { id: offer.subscriptionId } })
  await moveClock(consumer.owner, { organizationId: consumer.id, to: renewsAt!.toISOString() })
  const invoice = await untilInvoiced(offer.subscriptionId)
  const units = invoice.lines.reduce((sum, { quantity }) => sum + Number(quantity ?? 0), 0)
  const seen = tally.answered.size
  const what = `invoice ${invoice.number} for ${grouped(seen)} requests that the client saw served`
  bench.add(
    exactly(SUITE, `${what}: units`, units, seen),
    exactly(SUITE, `${what}: total in cents`, Number(invoice.total), seen * CENTS_A_REQUEST),
  )
  const lost = tally.cut.size + tally.unanswered
  if (lost > 0) bench.add(exactly(SUITE, 'requests without a whole answer', lost, 0))
}

async function untilInvoiced(subscriptionId: string) {
  const until = performance.now() + INVOICED_WITHIN_SECONDS * 1_000
  while (performance.now() < until) {
    const invoice = await db.invoice.findFirst({
      where: { subscriptionId, kind: 'period', status: { not: 'held' } },
      include: { lines: true },
    })
    if (invoice) return invoice
    await sleep(200)
  }
  const held = await db.invoice.findFirst({ where: { subscriptionId, kind: 'period' } })
  throw new Error(`There was no invoice in ${INVOICED_WITHIN_SECONDS} s: ${JSON.stringify(held?.gaps)}`)
}
