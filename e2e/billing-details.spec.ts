import type { Locator, Page } from '@playwright/test'
import { createAccessToken } from '#lib/access-token/create-access-token.ts'
import type { PricingInput } from '#lib/billing/schema/pricing.ts'
import { updateBillingSettings } from '#lib/billing-settings/update-billing-settings.ts'
import { listInvoices } from '#lib/invoice/queries.ts'
import { moveClock } from '#lib/sandbox/move-clock.ts'
import { setSandbox } from '#lib/sandbox/set-sandbox.ts'
import { makeApplication, makeSubscription } from '#prisma/factories/application.ts'
import { type MadeOrganization, makeMember, makeOrganization } from '#prisma/factories/organization.ts'
import { makeAccountsOffer } from './support/accounts.ts'
import { addresses, anotherPerson, expect, signIn, test, untilShown } from './support/journey.ts'
import { CARDS, enterCard, failOnce } from './support/stripe.ts'

/** Nothing at the start, ten cents a request: there is no invoice before the period's end. */
const pricing: PricingInput = {
  currency: 'EUR',
  interval: 'month',
  charges: [
    {
      key: 'requests',
      name: 'Requests',
      meter: { kind: 'requests' },
      price: { kind: 'per_unit', unitPrice: '10' },
    },
  ],
}

/** A provider, and a sandbox that buys from it. */
async function makeBuyer() {
  const offer = await makeAccountsOffer({ name: 'Metered', pricing })
  const organization = await makeOrganization('Buyer')
  await setSandbox(organization.owner, { organizationId: organization.id, isSandbox: true })
  const application = await makeApplication(organization)
  const subscription = await makeSubscription(organization, application.id, offer.plan.id)
  return { provider: offer.organization, organization, subscription }
}

/** By the API: whether Stripe can be chosen is known to the stack's own processes. */
async function collectByStripe({ id: organizationId, owner }: MadeOrganization) {
  const { secret } = await createAccessToken(owner, { name: 'Journey', organizationId })
  const answer = await fetch(`${addresses().web}/api/v1/organizations/${organizationId}/billing-settings`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentProvider: 'stripe' }),
  })
  expect(answer.status, await answer.text()).toBe(200)
}

/** Presses until Stripe's page is there: a page that has just come may not listen yet. */
async function leaveFor(page: Page, button: Locator) {
  const card = page.getByLabel('Card number')
  await expect(async () => {
    if (await button.isVisible()) await button.click({ timeout: 2_000 })
    await expect(card).toBeVisible({ timeout: 5_000 })
  }).toPass()
}

test('billing details that a customer saves stand on its next invoice; who may not pay only reads them', async ({
  page,
  browser,
}) => {
  const { provider, organization, subscription } = await makeBuyer()
  await updateBillingSettings(provider.owner, {
    organizationId: provider.id,
    bankDetails: 'IBAN DE00 1234',
  })
  await signIn(page, organization.ownerSignIn, '/billing')
  await expect(page.getByText('IBAN DE00 1234')).toBeVisible()
  await page.getByRole('button', { name: /^Edit billing details/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Legal name'), 'the form has its values').toHaveValue(organization.name)
  await dialog.getByLabel('Billing e-mail').fill('nobody')
  await dialog.getByRole('button', { name: 'Save details' }).click()
  await expect(dialog.getByText('Not an e-mail address')).toBeVisible()
  await dialog.getByLabel('Billing e-mail').fill('ap@acme.example')
  await dialog.getByLabel('Legal name').fill('Acme Purchasing GmbH')
  await dialog.getByLabel('Address').fill('Hafenstraße 7\n20457 Hamburg')
  await dialog.getByLabel('Country').click()
  await page.getByRole('option', { name: 'Germany' }).click()
  await dialog.getByLabel('Tax id').fill('DE123456789')
  await dialog.getByRole('button', { name: 'Save details' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Acme Purchasing GmbH')).toBeVisible()

  await moveClock(organization.owner, { organizationId: organization.id, bySeconds: 32 * 86_400 })
  const invoices = async () =>
    (await listInvoices(organization.owner, { subscriptionId: subscription.id })).data
  await expect.poll(async () => (await invoices()).length, { timeout: 30_000 }).toBe(1)
  await page.goto(`/invoices/${(await invoices())[0]!.id}`)
  const buyer = page.locator('address').filter({ hasText: 'Acme Purchasing GmbH' })
  for (const said of ['20457 Hamburg', 'Germany', 'DE123456789', 'ap@acme.example'])
    await expect(buyer).toContainText(said)

  const viewer = await anotherPerson(browser)
  await signIn(viewer, await makeMember(organization, 'viewer'), '/billing')
  await expect(viewer.getByText('Acme Purchasing GmbH')).toBeVisible()
  await expect(viewer.getByRole('button', { name: /^Edit billing details/ })).toHaveCount(0)
  await viewer.context().close()
})

test('a payment method is added at Stripe; while Stripe is down it says so and can be tried again', async ({
  page,
}) => {
  const { provider, organization } = await makeBuyer()
  await collectByStripe(provider)
  await signIn(page, organization.ownerSignIn, '/billing')
  const add = page.getByRole('button', { name: /^Add payment method/ })
  await failOnce({ call: 'POST /v1/customers', body: organization.name })
  await add.click()
  await expect(page.getByRole('alert').filter({ hasText: 'Stripe' })).toBeVisible()

  await leaveFor(page, add)
  await page.getByRole('link', { name: 'Back' }).click()
  await expect(page.getByText('Nothing was changed')).toBeVisible()
  await leaveFor(page, add)
  await enterCard(page, CARDS.good, 'Save card')
  await page.waitForURL(/\/billing\?payment=saved/)
  await expect(page.getByText('Payment method saved')).toBeVisible()
  await untilShown(page, page.getByText('•••• 4242'))
})

test('a visitor is led to no place that needs an account of one’s own money', async ({ page }) => {
  await page.goto('/catalogue')
  const portal = page.getByRole('navigation', { name: 'Portal' })
  await expect(portal.getByRole('link', { name: 'Catalogue' })).toBeVisible()
  await expect(portal.getByRole('link', { name: /Invoices|Billing/ })).toHaveCount(0)
  await page.goto('/billing')
  await page.waitForURL((url) => url.pathname === '/sign-in')
})
