import type { Actor } from '#lib/core/context.ts'
import type { Env } from '#lib/core/env.ts'
import { DEMO_PASSWORD } from './admin.ts'
import { ensureBuyers, ensureSeller } from './bill.ts'
import { accounts, marketData, payments } from './catalogue.ts'
import {
  ensureApplication,
  ensureCredits,
  ensureKey,
  ensureRevokedKey,
  ensureSpendCap,
  ensureSubscription,
} from './consume.ts'
import { type DemoFile, readDemoFile, writeDemoFile } from './demo-file.ts'
import { ensureMember, ensureOrganization, ensurePerson } from './people.ts'
import { ensureOffer, type OfferedApi } from './provide.ts'

const PRIYA = { who: 'Banking · editor', name: 'Priya Nair', email: 'priya@banking.example' }
const TOM = { who: 'Banking · viewer', name: 'Tom Berg', email: 'tom@banking.example' }
const LENA = { who: 'Trading · owner', name: 'Lena Fischer', email: 'lena@trading.example' }
const SAM = { who: 'Mobile · developer', name: 'Sam Okafor', email: 'sam@mobile.example' }

/**
 * The demo: Banking and Trading publish, Trading and Mobile subscribe. Everything is made by the verbs that people use,
 * in the name of the people of the demo. Leaves sign-ins, a call and keys in the demo file.
 */
export async function seedDemo(env: Env, administrator: Actor): Promise<void> {
  const organizations = await seedOrganizations(administrator)
  const { banking, trading } = organizations
  await ensureSeller(banking, 'Banking')
  await ensureSeller(trading, 'Trading')
  const offers = await seedOffers(env, organizations)
  const traffic = await seedConsumers(env, organizations, offers)
  await ensureBuyers(banking)
  await ensureBuyers(trading)
  const file = readDemoFile(env.DATA_DIR)
  const people = [PRIYA, TOM, LENA, SAM].map(({ who, email }) => ({ who, email, password: DEMO_PASSWORD }))
  const others = file.signIns.filter((one) => !people.some(({ email }) => email === one.email))
  const { apiBaseUrl, key } = traffic[0]!
  writeDemoFile(env.DATA_DIR, {
    signIns: [...others, ...people],
    curl: `curl -H "X-API-Key: ${key}" ${apiBaseUrl}/accounts`,
    traffic,
  })
}

type Organizations = Awaited<ReturnType<typeof seedOrganizations>>

async function seedOrganizations(administrator: Actor) {
  const banking = await ensureOrganization(administrator, 'Banking')
  for (const [person, role] of [
    [PRIYA, 'editor'],
    [TOM, 'viewer'],
  ] as const) {
    const actor = await ensurePerson(person.name, person.email)
    await ensureMember(banking, { actor, email: person.email }, role)
  }
  const trading = await ensureOrganization(await ensurePerson(LENA.name, LENA.email), 'Trading')
  const mobile = await ensureOrganization(await ensurePerson(SAM.name, SAM.email), 'Mobile')
  const sandbox = await ensureOrganization(mobile.owner, 'Mobile sandbox', true)
  return { banking, trading, mobile, sandbox }
}

async function seedOffers(env: Env, { banking, trading }: Organizations) {
  const upstreamUrl = `http://127.0.0.1:${env.DEMO_UPSTREAM_PORT}`
  return {
    accounts: await ensureOffer(banking, accounts, upstreamUrl),
    payments: await ensureOffer(banking, payments, upstreamUrl),
    marketData: await ensureOffer(trading, marketData, upstreamUrl),
  }
}

async function seedConsumers(
  env: Env,
  { banking, trading, mobile, sandbox }: Organizations,
  offers: Awaited<ReturnType<typeof seedOffers>>,
): Promise<NonNullable<DemoFile['traffic']>> {
  const kept = (readDemoFile(env.DATA_DIR).traffic ?? []).map(({ key }) => key)
  const subscribe = (consumer: typeof mobile, applicationId: string, planId?: string, approvedBy?: Actor) =>
    ensureSubscription(consumer, { applicationId, planId, approvedBy })
  const trafficOf = (application: string, key: string, apis: OfferedApi[]) =>
    apis.map(({ slug }) => ({ application, apiBaseUrl: `${env.GATEWAY_PUBLIC_URL}/${slug}`, key }))

  const app = await ensureApplication(mobile, 'Mobile app', 'The app on customers’ phones.')
  await subscribe(mobile, app, offers.accounts.planIds.Standard)
  await subscribe(mobile, app, offers.marketData.planIds.Professional)
  // Waits for Banking: something for the overview to ask for.
  await subscribe(mobile, app, offers.payments.planIds.Partner)
  const appKey = await ensureKey(mobile, { applicationId: app, name: 'Production', kept })
  await ensureRevokedKey(mobile, app, 'Beta test')

  const widget = await ensureApplication(mobile, 'Savings widget', 'Shows how far a savings goal is.')
  await subscribe(mobile, widget, offers.accounts.planIds.Free)
  const widgetKey = await ensureKey(mobile, { applicationId: widget, name: 'Widget', kept })

  const desk = await ensureApplication(trading, 'Treasury desk', 'Settles what the traders close.')
  await subscribe(trading, desk, offers.accounts.planIds.Partner, banking.owner)
  await subscribe(trading, desk, offers.payments.planIds.Partner, banking.owner)
  const deskKey = await ensureKey(trading, { applicationId: desk, name: 'Settlement', kept })

  const paid = await seedPaid({ trading, mobile, sandbox }, offers, kept)

  const { accounts: a, payments: p, marketData: m } = offers
  return [
    ...trafficOf('Mobile app', appKey, [a.api, m.api]),
    ...trafficOf('Savings widget', widgetKey, [a.api]),
    ...trafficOf('Treasury desk', deskKey, [a.api, p.api]),
    ...trafficOf('Payouts', paid.payouts, [p.api]),
    ...trafficOf('Price alerts', paid.alerts, [m.api]),
    ...trafficOf('Watchlist', paid.watchlist, [m.api]),
    ...trafficOf('Mobile app (sandbox)', paid.test, [a.api, p.api]),
  ]
}

/**
 * Who pays: Trading for payments, by the month; Mobile for market data, as it goes with a cap, and from credits. In Mobile's
 * sandbox a month passes as fast as its clock is turned.
 */
async function seedPaid(
  { trading, mobile, sandbox }: Omit<Organizations, 'banking'>,
  { accounts, payments, marketData }: Awaited<ReturnType<typeof seedOffers>>,
  kept: string[],
) {
  const open = async (consumer: typeof mobile, name: string, description: string, planId?: string) => {
    const applicationId = await ensureApplication(consumer, name, description)
    const subscriptionId = await ensureSubscription(consumer, { applicationId, planId })
    const key = await ensureKey(consumer, { applicationId, name: 'Production', kept })
    return { applicationId, subscriptionId, key }
  }
  const { Business: business } = payments.planIds
  const { 'Pay as you go': metered, Prepaid: prepaid } = marketData.planIds
  const payouts = await open(trading, 'Payouts', 'Pays out what customers earned.', business)
  const alerts = await open(mobile, 'Price alerts', 'Tells customers of prices that they wait for.', metered)
  await ensureSpendCap(mobile, alerts.subscriptionId, 2_500)
  const watchlist = await open(mobile, 'Watchlist', 'Prices of what a customer holds.', prepaid)
  await ensureCredits(trading.owner, watchlist.subscriptionId, 2_000)
  const test = await open(sandbox, 'Mobile app (sandbox)', 'Tries out payments by a test clock.', business)
  await ensureSubscription(sandbox, { applicationId: test.applicationId, planId: accounts.planIds.Plus })
  return { payouts: payouts.key, alerts: alerts.key, watchlist: watchlist.key, test: test.key }
}
