import type { Page } from '@playwright/test'
import type { PricingInput } from '#lib/billing/schema/pricing.ts'
import { makeApplication, makeCredential, makeSubscription } from '#prisma/factories/application.ts'
import { makePerson, refreshActor } from '#prisma/factories/organization.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { makeAccountsOffer } from './support/accounts.ts'
import { untilEnforced } from './support/enforced.ts'
import { act, expect, signIn, test, untilShown, untilStatus } from './support/journey.ts'

/** €49.00 a month in advance, and a cent a request. */
const pricing: PricingInput = {
  currency: 'EUR',
  interval: 'month',
  recurringFee: 4900,
  charges: [
    {
      key: 'requests',
      name: 'Requests',
      meter: { kind: 'requests' },
      price: { kind: 'per_unit', unitPrice: '1' },
    },
  ],
}

/** A developer makes a sandbox in the browser; its application is subscribed to the plan. */
async function openSandbox(page: Page, planId: string) {
  const person = await makePerson('Developer')
  const name = uniqueName('Sandbox')
  await signIn(page, person, '/console/new?sandbox=1')
  await expect(page.getByRole('checkbox', { name: 'Sandbox' })).toBeChecked()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: 'Create organization' }).click()
  await page.waitForURL(/\/sandbox\//)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  const owner = await refreshActor(person.actor)
  const { organizationId: id, slug } = owner.memberships.find((one) => one.name === name)!
  const organization = { id, slug, name, owner, ownerSignIn: person }
  const application = await makeApplication(organization)
  await makeSubscription(organization, application.id, planId)
  const credential = await makeCredential(organization, application.id)
  await untilEnforced(credential.revision)
  return { panel: `/sandbox/${slug}`, secret: credential.secret }
}

const button = (page: Page, name: RegExp) => page.getByRole('button', { name })
const invoiceRows = (page: Page) =>
  page.getByRole('table', { name: 'Invoices of the sandbox' }).getByRole('row')

test('a sandbox’s developer meets an empty quota, a month’s end, a declined card and an expired key', async ({
  page,
}) => {
  test.setTimeout(180_000)
  const offer = await makeAccountsOffer({
    name: 'Metered',
    pricing,
    quota: { requests: 1_000, period: 'month' },
  })
  const { panel, secret } = await openSandbox(page, offer.plan.id)
  await page.goto(panel)
  await expect(page.getByRole('link', { name: /Sandbox\s*, its clock reads/ })).toBeVisible()
  expect((await untilStatus(offer.url, secret, 200)).status).toBe(200)
  await act(page, button(page, /^Pay /), 'Pay')
  await expect(invoiceRows(page).filter({ hasText: 'Paid' }), 'the first fee').toHaveCount(1)

  await act(page, button(page, /^Use up the quota of/), 'Use up the quota')
  const exhausted = await untilStatus(offer.url, secret, 429)
  expect(exhausted.body.code).toBe('quota_exhausted')
  await expect(page.getByText('1,000 of 1,000 requests this month')).toBeVisible()
  await untilShown(page, page.getByRole('row', { name: /quota of the plan is used up/i }))
  await page.goto(`/decisions/${exhausted.body.decisionId}`)
  await expect(page.getByRole('heading', { level: 1, name: /quota of the plan is used up/i })).toBeVisible()

  await page.goto(panel)
  await act(page, button(page, /^Move here: The period of/), 'Move clock')
  await expect(page.getByText(/^Clock holds at 1 of 1 gateway/)).toBeVisible()
  await untilStatus(offer.url, secret, 200)
  const open = invoiceRows(page).filter({ hasText: 'Open' })
  await untilShown(page, open)
  await expect(open, 'the month and the next fee').toHaveCount(1)
  await expect(page.getByText('Since then invoiced:')).toBeVisible()

  await act(page, button(page, /^Decline the payment of/), 'Decline')
  await untilShown(page, page.getByText('Payment failed or reminded of'))
  await page
    .getByRole('button', { name: /^Read “.*(failed|declined)/i })
    .first()
    .click()
  await expect(page.getByRole('dialog')).toContainText('Your card was declined.')
  await page.getByRole('button', { name: 'Close' }).click()
  await act(page, button(page, /^Move here: Suspended for/), 'Move clock')
  const overdue = await untilStatus(offer.url, secret, 402)
  expect(overdue.body.code).toBe('payment_overdue')
  await page.goto(`/decisions/${overdue.body.decisionId}`)
  const wayOut = page.getByRole('link', { name: /^Open invoice / })
  await untilShown(page, wayOut)
  await wayOut.click()
  await page.waitForURL(/\/invoices\/inv_/)
  await page.goto(panel)
  await act(page, button(page, /^Pay /), 'Pay')
  await untilStatus(offer.url, secret, 200)

  await act(page, button(page, /^Expire the key/), 'Expire')
  const expired = await untilStatus(offer.url, secret, 401)
  expect(expired.body.code).toBe('credential_expired')
  await expect(page.getByText(/^Refused at 1 of 1 gateway/)).toBeVisible()
})
