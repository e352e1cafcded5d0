import type { Locator, Page } from '@playwright/test'
import type { PricingInput } from '#lib/billing/schema/pricing.ts'
import { updateBillingSettings } from '#lib/billing-settings/update-billing-settings.ts'
import type { Actor } from '#lib/core/context.ts'
import { formatMoney } from '#lib/core/money.ts'
import { listInvoices } from '#lib/invoice/queries.ts'
import { changeSubscriptionPlan } from '#lib/subscription/change-subscription-plan.ts'
import { getSubscription } from '#lib/subscription/queries.ts'
import { makeApplication } from '#prisma/factories/application.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { makePlan } from '#prisma/factories/product.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { axe, seriousViolations } from './support/accessible.ts'
import { makeAccountsOffer, makeConsumer } from './support/accounts.ts'
import { untilEnforced } from './support/enforced.ts'
import { call, expect, signIn, test, untilStatus } from './support/journey.ts'
import { CARDS, enterCard, failOnce } from './support/stripe.ts'

const monthly = (recurringFee: number, rest: Partial<PricingInput> = {}): PricingInput => ({
  currency: 'EUR',
  interval: 'month',
  recurringFee,
  charges: [
    {
      key: 'requests',
      name: 'Requests',
      meter: { kind: 'requests' },
      included: 100,
      price: { kind: 'per_unit', unitPrice: '0.5' },
    },
  ],
  ...rest,
})

/** A provider in Germany that sells one plan. */
async function makePaidOffer(plan: Parameters<typeof makeAccountsOffer>[0], settings = {}) {
  const offer = await makeAccountsOffer(plan)
  const { owner, id: organizationId } = offer.organization
  const taxRates = [{ country: 'DE', ratePercent: 19 }]
  await updateBillingSettings(owner, { organizationId, country: 'DE', taxRates, ...settings })
  return offer
}

const invoicesOf = async (actor: Actor) => (await listInvoices(actor, {})).data

const alert = (within: Page | Locator, hasText: string) => within.getByRole('alert').filter({ hasText })
const costs = (page: Page) => page.getByRole('region', { name: 'What it costs' })

test('what is due today is shown before a paid plan is subscribed to, and is what is invoiced', async ({
  page,
}) => {
  const offer = await makePaidOffer({ name: 'Business', pricing: monthly(4_900, { setupFee: 5_000 }) })
  const consumer = await makeOrganization('Consumer')
  const application = uniqueName('Desk')
  await signIn(page, consumer.ownerSignIn, `/products/${offer.product.slug}`)
  await expect(page.getByText('€0.005 a request beyond 100')).toBeVisible()
  await page.getByRole('link', { name: 'Choose Business' }).click()
  await expect(costs(page).getByText('Due today').first()).toBeVisible()
  await expect(
    costs(page).getByText('€117.81').first(),
    'set-up and first fee with 19 % of tax',
  ).toBeVisible()
  await expect(costs(page)).toContainText(/Next charge on \d+ \w+ \d{4}/)
  await expect(costs(page).getByText('€58.31')).toBeVisible()
  await expect(costs(page)).toContainText('by bank transfer within 14 days')
  expect(await seriousViolations(axe(page))).toEqual([])
  expect(await invoicesOf(consumer.owner), 'looking costs nothing').toEqual([])

  await page.getByLabel('Name of the application').fill(application)
  await page.getByRole('button', { name: 'Subscribe for €117.81' }).click()
  await expect(page.getByText('€117.81 was invoiced')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Enforced at 1 of 1 gateway' })).toBeVisible()
  const invoices = await invoicesOf(consumer.owner)
  expect(invoices.map(({ kind, total }) => [kind, formatMoney(total, 'EUR')])).toEqual([['start', '€117.81']])
})

test('where Stripe collects, the card comes first: leaving, an outage and a saved card are all told', async ({
  page,
}) => {
  const offer = await makePaidOffer(
    { name: 'Business', pricing: monthly(4_900) },
    { paymentProvider: 'stripe' },
  )
  const consumer = await makeOrganization('Consumer')
  const application = await makeApplication(consumer)
  await signIn(page, consumer.ownerSignIn, `/products/${offer.product.slug}/subscribe`)
  const toPayment = page.getByRole('button', { name: 'Continue to payment' })
  await expect(costs(page)).toContainText('By card, through Stripe')

  await failOnce({ call: 'POST /v1/checkout/sessions', body: `/products/${offer.product.slug}/subscribe` })
  await toPayment.click()
  await expect(alert(page, 'Stripe does not answer at the moment. Nothing was charged')).toBeVisible()
  await toPayment.click()
  await page.getByRole('link', { name: 'Back' }).click()
  await expect(alert(page, 'Nothing was charged, and nothing is subscribed yet')).toBeVisible()
  expect(await invoicesOf(consumer.owner)).toEqual([])

  await toPayment.click()
  await enterCard(page, CARDS.good, 'Save card')
  await expect(alert(page, 'Your payment method is saved')).toBeVisible()
  await expect(alert(page, '4242'), 'Stripe’s word has come').toBeVisible()
  expect(await invoicesOf(consumer.owner), 'still nothing is charged').toEqual([])

  await page.getByRole('button', { name: 'Subscribe and pay €58.31' }).click()
  await expect(page.getByText(/€58\.31 is charged to .*4242/)).toBeVisible()
  await expect
    .poll(async () => (await invoicesOf(consumer.owner)).map(({ status, total }) => [status, total]), {
      timeout: 30_000,
    })
    .toEqual([['paid', 5_831n]])
  await page.getByRole('link', { name: 'Go to the application' }).click()
  await expect(page.getByRole('heading', { level: 1, name: application.name })).toBeVisible()
  await expect(page.getByText(/^Business · €49\.00 a month · /)).toBeVisible()
})

test('an upgrade is previewed, held to what was previewed, and proven', async ({ page, context }) => {
  const offer = await makePaidOffer({
    name: 'Small',
    pricing: monthly(1_000),
    rateLimit: { requests: 1, windowSeconds: 3600 },
  })
  const { organization: provider, product } = offer
  await makePlan(provider, product.id, { name: 'Medium', pricing: monthly(2_000) })
  await makePlan(provider, product.id, { name: 'Large', pricing: monthly(4_900) })
  const { organization, application, credential } = await makeConsumer(offer.plan.id)
  await untilEnforced(credential.revision)
  const next = async () => (await call(offer.url, credential.secret)).status
  expect([await next(), await next()]).toEqual([200, 429])

  await signIn(page, organization.ownerSignIn, `/applications/${application.id}`)
  const other = await context.newPage()
  await other.goto(`/applications/${application.id}`)
  const dialogOf = async (tab: Page, plan: RegExp) => {
    await tab.getByRole('button', { name: 'Change plan' }).click()
    const dialog = tab.getByRole('dialog')
    await dialog.getByRole('radio', { name: plan }).click()
    await expect(dialog.getByRole('heading', { name: 'Due now' })).toBeVisible()
    return dialog
  }
  const large = await dialogOf(other, /^Large/)
  const medium = await dialogOf(page, /^Medium/)
  await expect(medium.getByText('Small: unused part of the fee').first()).toBeVisible()
  await expect(medium.getByText('Medium: fee for the rest of the month').first()).toBeVisible()
  await expect(medium.getByText(/\d\d:\d\d:\d\d UTC to .*% of €20\.00/).first()).toBeVisible()
  await expect(medium.getByRole('definition').filter({ hasText: 'No rate limit' })).toBeVisible()
  expect(await seriousViolations(axe(page))).toEqual([])
  await medium.getByRole('button', { name: 'Change plan' }).click()
  await expect(alert(medium, 'Medium holds from now on')).toBeVisible()
  await expect(medium.getByRole('status').filter({ hasText: 'Enforced at 1 of 1 gateway' })).toBeVisible()
  await untilStatus(offer.url, credential.secret, 200)

  await large.getByRole('button', { name: 'Change plan' }).click()
  const stale = alert(large, 'The subscription is on “Medium” meanwhile')
  await expect(stale, 'it was agreed to on other grounds').toBeVisible()
  await expect(
    large.getByText('Medium: unused part of the fee').first(),
    'the preview is made anew',
  ).toBeVisible()
  await large.getByRole('button', { name: 'Change plan' }).click()
  await expect(alert(large, 'Large holds from now on')).toBeVisible()
})

test('what is ordered for the period’s end shows until then, and is taken back', async ({ page }) => {
  const offer = await makePaidOffer({ name: 'Small', pricing: monthly(1_000) })
  const large = await makePlan(offer.organization, offer.product.id, {
    name: 'Large',
    pricing: monthly(4_900),
  })
  const { organization, application, subscription } = await makeConsumer(offer.plan.id)
  const { owner } = organization
  const { id } = subscription
  const billing = async () => (await getSubscription(owner, id)).billing
  await changeSubscriptionPlan(owner, { id, planId: large.id, at: 'period_end' })
  await signIn(page, organization.ownerSignIn, `/applications/${application.id}`)
  await expect(page.getByText(/^Moves to Large on /)).toBeVisible()
  await page.getByRole('button', { name: 'Keep Small' }).click()
  await expect(page.getByText(/^Moves to Large on /)).toHaveCount(0)
  expect((await billing())?.nextPlan).toBeNull()

  await page.getByRole('button', { name: 'Cancel subscription' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('1 gateway will refuse its calls')
  await dialog.getByRole('radio', { name: 'Now' }).click()
  await expect(dialog).toContainText('Small: unused part of the fee')
  await expect(dialog).toContainText('owes you')
  await dialog.getByRole('radio', { name: /When the billing period ends/ }).click()
  await expect(dialog).toContainText('it works as before')
  expect(await seriousViolations(axe(page))).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel at the period’s end' }).click()
  await expect(page.getByText(/^Ends on /)).toBeVisible()
  expect((await billing())?.isCancelling).toBe(true)
  await page.getByRole('button', { name: 'Keep subscription' }).click()
  await expect(page.getByText(/^Ends on /)).toHaveCount(0)
  expect((await billing())?.isCancelling).toBe(false)
})

test('billing ends with a free plan, and what is free is cancelled at once, with proof', async ({ page }) => {
  const offer = await makePaidOffer({ name: 'Small', pricing: monthly(1_000) })
  await makePlan(offer.organization, offer.product.id, { name: 'Hobby' })
  const { organization, application, credential, subscription } = await makeConsumer(offer.plan.id)
  await untilEnforced(credential.revision)
  await signIn(page, organization.ownerSignIn, `/applications/${application.id}`)
  await page.getByRole('button', { name: 'Change plan' }).click()
  const change = page.getByRole('dialog')
  await change.getByRole('radio', { name: /^Hobby/ }).click()
  await expect(change.getByText('Nothing is charged from now on.')).toBeVisible()
  await change.getByRole('button', { name: 'Change plan' }).click()
  await expect(alert(change, 'Hobby holds from now on')).toBeVisible()
  await change.getByRole('button', { name: 'Close' }).last().click()
  expect((await getSubscription(organization.owner, subscription.id)).billing).toBeNull()

  await page.getByRole('button', { name: 'Cancel subscription' }).click()
  const cancel = page.getByRole('alertdialog')
  await expect(cancel).toContainText('1 gateway will refuse its calls')
  await expect(cancel.getByRole('radio'), 'there is no period that could end').toHaveCount(0)
  await cancel.getByRole('button', { name: 'Cancel subscription' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Refused at 1 of 1 gateway' })).toBeVisible()
  expect((await call(offer.url, credential.secret)).status).toBe(403)
})
