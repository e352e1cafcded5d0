import type { PricingInput } from '#lib/billing/schema/pricing.ts'
import type { Actor } from '#lib/core/context.ts'
import { getDraftInvoice } from '#lib/invoice/draft-invoice.ts'
import { getLineEvidence } from '#lib/invoice/line-evidence.ts'
import { getInvoice, listInvoices } from '#lib/invoice/queries.ts'
import { moveClock } from '#lib/sandbox/move-clock.ts'
import { setSandbox } from '#lib/sandbox/set-sandbox.ts'
import { setSpendCap } from '#lib/subscription/set-spend-cap.ts'
import { makeApplication, makeCredential, makeSubscription } from '#prisma/factories/application.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { makeAccountsOffer } from './support/accounts.ts'
import { untilEnforced } from './support/enforced.ts'
import { call, expect, signIn, test, untilStatus } from './support/journey.ts'

/** €49.00 a month in advance, and ten cents a request. */
const pricing: PricingInput = {
  currency: 'EUR',
  interval: 'month',
  recurringFee: 4900,
  charges: [
    {
      key: 'requests',
      name: 'Requests',
      meter: { kind: 'requests' },
      price: { kind: 'per_unit', unitPrice: '10' },
    },
  ],
}

/** A sandbox that subscribes to a paid plan, with its key. */
async function makePayingSandbox(planId: string) {
  const organization = await makeOrganization('Sandbox')
  await setSandbox(organization.owner, { organizationId: organization.id, isSandbox: true })
  const application = await makeApplication(organization)
  const subscription = await makeSubscription(organization, application.id, planId)
  const credential = await makeCredential(organization, application.id)
  return { organization, application, subscription, credential }
}

const invoicesOf = async (actor: Actor, subscriptionId: string) =>
  (await listInvoices(actor, { subscriptionId })).data

test('a cap stops spending to the cent, a month’s invoice opens down to the requests', async () => {
  const offer = await makeAccountsOffer({ name: 'Metered', pricing })
  const { organization, subscription, credential } = await makePayingSandbox(offer.plan.id)
  const { owner } = organization
  const { id } = subscription
  const first = await invoicesOf(owner, id)
  expect(first.map(({ kind, total }) => [kind, total])).toEqual([['start', 4900n]])

  const capped = await setSpendCap(owner, { id, amount: 55 })
  await untilEnforced(Math.max(credential.revision, capped.revision))
  const next = async () => (await call(offer.url, credential.secret)).body.code ?? 'served'
  const answers = []
  for (let calls = 0; calls < 7; calls++) answers.push(await next())
  expect(answers, 'five requests cost 50 cents, a sixth would exceed 55').toEqual([
    ...Array.from({ length: 5 }, () => 'served'),
    'spend_cap_reached',
    'spend_cap_reached',
  ])
  const raised = await setSpendCap(owner, { id, amount: 1000 })
  await untilEnforced(raised.revision)
  await untilStatus(offer.url, credential.secret, 200)

  // The draft is computed from what is taken in: six requests, seen within about a second.
  await expect.poll(async () => (await getDraftInvoice(owner, id)).subtotal).toBe(60n)
  await moveClock(owner, { organizationId: organization.id, bySeconds: 32 * 86_400 })
  await expect.poll(async () => (await invoicesOf(owner, id)).length, { timeout: 30_000 }).toBe(2)
  const invoice = await getInvoice(
    owner,
    (await invoicesOf(owner, id)).find(({ kind }) => kind === 'period')!.id,
  )
  const usage = invoice.lines.find(({ kind }) => kind === 'usage')!
  expect([usage.quantity, usage.amount, invoice.total]).toEqual(['6', 60n, 4960n])
  const evidence = await getLineEvidence(owner, invoice.id, usage.id, { groupBy: 'hour' })
  expect(evidence.sample).toHaveLength(6)
  expect(evidence.sample.every((request) => request.id.startsWith('dec_'))).toBe(true)
  const paths = new Set(evidence.sample.map((request) => request.path))
  expect(paths.size).toBe(1)
})

test('a price is written in the console, with what it comes to drawn beside it', async ({ page }) => {
  const offer = await makeAccountsOffer({ name: 'Free' })
  const { slug, ownerSignIn } = offer.organization
  const plans = `/console/${slug}/api-products/${offer.product.id}/plans`
  await signIn(page, ownerSignIn, `${plans}/new`)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Business')
  await page.getByRole('checkbox', { name: 'Price' }).click()
  await page.getByRole('textbox', { name: /Fee a month/ }).fill('49')
  const charge = page.getByRole('region', { name: 'Requests' })
  await charge.getByRole('textbox', { name: 'Price of a request' }).fill('abc')
  await page.getByRole('button', { name: 'Add plan' }).click()
  await expect(charge.getByText('Enter a price of 0 or more')).toBeVisible()
  await charge.getByRole('textbox', { name: 'Price of a request' }).fill('0.10')
  const slider = page.getByRole('slider', { name: 'Requests in a month' })
  await slider.press('Home')
  await expect(page.getByText('€49.00').first()).toBeVisible()
  await slider.press('End')
  await expect(page.getByText('€20,049.00')).toBeVisible()
  await page.getByRole('button', { name: 'Add plan' }).click()
  await page.waitForURL((url) => url.pathname === plans)
  await expect(page.getByText('Business').first()).toBeVisible()
})
