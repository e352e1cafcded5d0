import type { PricingInput } from '#lib/billing/schema/pricing.ts'
import { updateBillingSettings } from '#lib/billing-settings/update-billing-settings.ts'
import { listInvoices } from '#lib/invoice/queries.ts'
import { setSandbox } from '#lib/sandbox/set-sandbox.ts'
import { makeApplication, makeCredential } from '#prisma/factories/application.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { makePlan } from '#prisma/factories/product.ts'
import { makeAccountsOffer } from './support/accounts.ts'
import { untilEnforced } from './support/enforced.ts'
import { act, call, expect, signIn, test, untilShown, untilStatus } from './support/journey.ts'
import { CARDS, enterCard } from './support/stripe.ts'

/** A fee a month in advance, and ten cents a request. */
const monthly = (recurringFee: number): PricingInput => ({
  currency: 'EUR',
  interval: 'month',
  recurringFee,
  charges: [
    {
      key: 'requests',
      name: 'Requests',
      meter: { kind: 'requests' },
      price: { kind: 'per_unit', unitPrice: '10' },
    },
  ],
})

/** A provider that lets Stripe collect and sells two plans, and a sandbox with a key and no subscription. */
async function makeMarket() {
  const offer = await makeAccountsOffer({ name: 'Metered', pricing: monthly(900) })
  const { organization: provider, product } = offer
  await makePlan(provider, product.id, { name: 'Business', pricing: monthly(4_900) })
  await updateBillingSettings(provider.owner, {
    organizationId: provider.id,
    paymentProvider: 'stripe',
    dunningDays: [3],
    graceDays: 7,
  })
  const sandbox = await makeOrganization('Sandbox')
  await setSandbox(sandbox.owner, { organizationId: sandbox.id, isSandbox: true })
  const application = await makeApplication(sandbox)
  const credential = await makeCredential(sandbox, application.id)
  await untilEnforced(credential.revision)
  return { offer, provider, sandbox, application, secret: credential.secret }
}

test('from Checkout to the cap, an upgrade, the month’s invoice, a declined card, and being served again', async ({
  page,
}) => {
  test.setTimeout(480_000)
  const { offer, provider, sandbox, application, secret } = await makeMarket()
  const { url, product } = offer
  const next = async () => (await call(url, secret)).body.code ?? 'served'
  const panel = `/sandbox/${sandbox.slug}`
  const desk = `/applications/${application.id}`
  const dialog = page.getByRole('dialog')

  await test.step('a paid plan is subscribed to by Checkout', async () => {
    await signIn(page, sandbox.ownerSignIn, `/products/${product.slug}`)
    await page.getByRole('link', { name: 'Choose Metered' }).click()
    await page.getByRole('button', { name: 'Continue to payment' }).click()
    await enterCard(page, CARDS.good, 'Save card')
    await page.getByRole('button', { name: 'Subscribe and pay €9.00' }).click()
    await untilStatus(url, secret, 200)
  })

  await test.step('its cost grows, stops at the cap to the cent, and goes on beyond a raised one', async () => {
    await page.goto(desk)
    await untilShown(page, page.getByText('€0.10', { exact: true }))
    await page.getByRole('button', { name: 'Set spend cap' }).click()
    await dialog.getByLabel('Cap in EUR').fill('0.25')
    await dialog.getByRole('button', { name: 'Set cap' }).click()
    await expect(page.getByText(/Cap enforced at 1 of 1 gateway/)).toBeVisible()
    expect([await next(), await next()], 'two of the ten cents are left').toEqual([
      'served',
      'spend_cap_reached',
    ])
    await page.getByRole('button', { name: /spend cap/i }).click()
    await dialog.getByLabel('Cap in EUR').fill('100')
    await dialog.getByRole('button', { name: 'Raise cap' }).click()
    await expect(dialog).toHaveCount(0)
    await expect.poll(next).toBe('served')
  })

  await test.step('an upgrade is previewed and proven', async () => {
    await page.getByRole('button', { name: 'Change plan' }).click()
    await dialog.getByRole('radio', { name: /^Business/ }).click()
    await expect(dialog.getByText('Business: fee for the rest of the month').first()).toBeVisible()
    await dialog.getByRole('button', { name: 'Change plan' }).click()
    await expect(dialog.getByRole('status').filter({ hasText: 'Enforced at 1 of 1 gateway' })).toBeVisible()
    await page.keyboard.press('Escape')
  })

  const invoices = async () => (await listInvoices(sandbox.owner, {})).data
  await test.step('the month’s invoice opens down to a request', async () => {
    await page.goto(panel)
    await act(page, page.getByRole('button', { name: /^Move here: The period of/ }), 'Move clock')
    const month = async () =>
      (await invoices()).find(({ kind, status }) => kind === 'period' && status === 'paid')
    await expect.poll(month, { timeout: 60_000 }).toBeDefined()
    await page.goto(`/invoices/${(await month())!.id}`)
    await page.getByRole('link', { name: 'Show the requests' }).first().click()
    await page.getByRole('table', { name: 'Requests, a sample' }).getByRole('link').first().click()
    await page.waitForURL(/\/decisions\/dec_/)
  })

  await test.step('a card that is declined leads to a suspension, seen and told', async () => {
    await page.goto('/billing')
    await page.getByRole('button', { name: `Manage payment methods for ${provider.name}` }).click()
    await enterCard(page, CARDS.declined, 'Add card')
    await expect(page.getByRole('listitem').filter({ hasText: '0341' })).toBeVisible()
    await page.goto(panel)
    await act(page, page.getByRole('button', { name: /^Move here: The period of/ }), 'Move clock')
    await untilShown(page, page.getByText('Payment failed or reminded of'))
    await act(page, page.getByRole('button', { name: /^Move here: Suspended for/ }), 'Move clock')
    expect((await untilStatus(url, secret, 402)).body.code).toBe('payment_overdue')
  })

  await test.step('what is paid is served again', async () => {
    const refused = await call(url, secret)
    await page.goto(`/decisions/${refused.body.decisionId}`)
    const wayOut = page.getByRole('link', { name: /^Open invoice / })
    await untilShown(page, wayOut)
    await wayOut.click()
    await expect(page.getByText('Overdue since')).toBeVisible()
    await page.getByRole('link', { name: 'Pay', exact: true }).click()
    await enterCard(page, CARDS.good, 'Pay invoice')
    await expect(page.getByText('Invoice paid. Thank you.')).toBeVisible()
    await untilStatus(url, secret, 200)
    const { status } = (await invoices()).find(({ dunningStatus }) => dunningStatus === 'suspended') ?? {}
    expect(status, 'nothing is suspended any longer').toBeUndefined()
  })
})
