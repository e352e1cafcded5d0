import type { Page } from '@playwright/test'
import type { PricingInput } from '#lib/billing/schema/pricing.ts'
import type { Actor } from '#lib/core/context.ts'
import { getDraftInvoice } from '#lib/invoice/draft-invoice.ts'
import { getInvoice, listInvoices } from '#lib/invoice/queries.ts'
import { moveClock } from '#lib/sandbox/move-clock.ts'
import { setSandbox } from '#lib/sandbox/set-sandbox.ts'
import { makeApplication, makeCredential, makeSubscription } from '#prisma/factories/application.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { makeAccountsOffer } from './support/accounts.ts'
import { untilEnforced } from './support/enforced.ts'
import { anotherPerson, call, expect, signIn, test, untilShown } from './support/journey.ts'

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

/** Types the amount into the dialog that is open, and sends it. */
async function typeCap(
  page: Page,
  amount: string,
  verb: 'Set cap' | 'Raise cap' | 'Lower cap',
): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Cap in EUR').fill(amount)
  await dialog.getByRole('button', { name: verb }).click()
}

const invoicesOf = async (actor: Actor, subscriptionId: string) =>
  (await listInvoices(actor, { subscriptionId })).data

test('a cap stops spending to the cent, a month’s invoice opens down to the requests', async ({
  page,
  browser,
}) => {
  const offer = await makeAccountsOffer({ name: 'Metered', pricing })
  const { organization, application, subscription, credential } = await makePayingSandbox(offer.plan.id)
  const { owner } = organization
  const { id } = subscription
  const first = await invoicesOf(owner, id)
  expect(first.map(({ kind, total }) => [kind, total])).toEqual([['start', 4900n]])

  await untilEnforced(credential.revision)
  await signIn(page, organization.ownerSignIn, `/applications/${application.id}`)
  await page.getByRole('button', { name: 'Set spend cap' }).click()
  await typeCap(page, '0.55', 'Set cap')
  await expect(page.getByText(/Cap enforced at 1 of 1 gateway/)).toBeVisible()
  const decisions: string[] = []
  const next = async () => {
    const { body } = await call(offer.url, credential.secret)
    if (body.code) decisions.push(String(body.decisionId))
    return body.code ?? 'served'
  }
  const answers = []
  for (let calls = 0; calls < 7; calls++) answers.push(await next())
  expect(answers, 'five requests cost 50 cents, a sixth would exceed 55').toEqual([
    ...Array.from({ length: 5 }, () => 'served'),
    'spend_cap_reached',
    'spend_cap_reached',
  ])
  await page.goto(`/decisions/${decisions[0]}`)
  await untilShown(page, page.getByRole('link', { name: 'Change the spend cap' }))
  await page.getByRole('link', { name: 'Change the spend cap' }).click()
  await expect(page.getByLabel('Cap in EUR'), 'the refusal leads to its cap').toHaveValue('0.55')
  await typeCap(page, '0.10', 'Lower cap')
  await expect(page.getByText('This period has cost €0.50 already. Enter that or more.')).toBeVisible()
  await typeCap(page, '10', 'Raise cap')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect.poll(next, { message: 'the raised cap lets one more pass' }).toBe('served')

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

  await page.goto(`/applications/${application.id}`)
  await expect(page.getByRole('heading', { name: 'Cost so far' })).toBeVisible()
  await page.goto('/invoices')
  await page.getByRole('link', { name: invoice.number! }).click()
  await expect(page.getByRole('heading', { name: invoice.number! })).toBeVisible()
  await expect(page.getByText('€49.60').first()).toBeVisible()
  await page.getByRole('link', { name: 'Show the requests' }).click()
  await page.getByRole('table', { name: 'By day' }).getByRole('link').first().click()
  await page.getByRole('table', { name: 'By hour' }).getByRole('link').first().click()
  await expect(page.getByRole('table', { name: 'By gateway' })).toBeVisible()
  await page.getByRole('table', { name: 'Requests, a sample' }).getByRole('link').first().click()
  await page.waitForURL(/\/decisions\/dec_/)

  const provider = await anotherPerson(browser)
  await signIn(provider, offer.organization.ownerSignIn, `/console/${offer.organization.slug}/invoices`)
  await provider.getByRole('link', { name: invoice.number! }).click()
  await provider.getByRole('button', { name: 'Mark as paid' }).click()
  const dialog = provider.getByRole('dialog')
  await expect(dialog.getByLabel('Amount in EUR'), 'the form has its values').toHaveValue('49.60')
  await dialog.getByLabel('Reference').fill('Transfer 4711')
  await dialog.getByRole('button', { name: 'Mark as paid' }).click()
  await expect(provider.getByText('Transfer 4711')).toBeVisible()
  await provider.context().close()
})

test('a price is written in the console, with what it comes to drawn beside it', async ({ page }) => {
  const offer = await makeAccountsOffer({ name: 'Free' })
  const { slug, ownerSignIn } = offer.organization
  const plans = `/console/${slug}/api-products/${offer.product.id}/plans`
  await signIn(page, ownerSignIn, `${plans}/new`)
  await expect(page.getByRole('textbox', { name: 'Requests' }), 'the form has its values').toHaveValue('60')
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
  await expect(page.getByText('€10,049.00')).toBeVisible()
  await page.getByRole('button', { name: 'Add plan' }).click()
  await page.waitForURL((url) => url.pathname === plans)
  await expect(page.getByText('Business').first()).toBeVisible()
})
