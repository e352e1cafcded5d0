import { openHouse, untilGateway } from '../house/house.ts'
import { makeBenchOffer, registerHouseGateway } from '../house/offer.ts'
import { startUpstream } from '../house/upstream.ts'
import type { Bench } from '../run/bench.ts'
import { measureCosts } from './measure-costs.ts'
import { measureDraft } from './measure-draft.ts'
import { measureEnforcement } from './measure-enforcement.ts'
import { measureInvoice } from './measure-invoice.ts'
import { perRequest } from './price.ts'

const WORKERS = 2
/** Far beyond what the bench sends. */
const SMALLER = { requests: 1_000_000, windowSeconds: 60 }

/**
 * What money must not make slow: with real sync, gateway and PostgreSQL, changes that a customer pays for, from the commit to
 * the receipt, and an invoice against what its client saw; then drafts and costs over what a large house has metered.
 */
export async function billing(bench: Bench): Promise<void> {
  const house = await openHouse(bench)
  const upstream = await startUpstream(bench)
  const offer = await makeBenchOffer(house, upstream.url, { pricing: perRequest, rateLimit: SMALLER })
  await registerHouseGateway(house)
  const sync = await house.start('sync')
  const gateway = await house.start('gateway', { GATEWAY_WORKERS: String(WORKERS) })
  await untilGateway(house, (state) => state.isConnected && state.credentials === 1)
  await measureEnforcement(bench, offer)
  await measureInvoice(bench, house, upstream.url)
  await gateway.stop()
  await sync.stop()
  // From here on there is the database alone: what is measured is the verb's own time.
  await measureDraft(bench, house.databaseUrl)
  await measureCosts(bench, house.databaseUrl)
}
