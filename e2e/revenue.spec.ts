import type { PricingInput } from '#lib/billing/schema/pricing.ts'
import { markInvoicePaid } from '#lib/invoice/mark-invoice-paid.ts'
import { listInvoices } from '#lib/invoice/queries.ts'
import { updatePlan } from '#lib/plan/update-plan.ts'
import { cancelSubscription } from '#lib/subscription/cancel-subscription.ts'
import { makeAccountsOffer, makeConsumer } from './support/accounts.ts'
import { untilEnforced } from './support/enforced.ts'
import { expect, signIn, test } from './support/journey.ts'

const monthly = (recurringFee: number): PricingInput => ({ currency: 'EUR', interval: 'month', recurringFee })

test('a provider reads what an invoice brought, the mail that told of it, and moves its customer to a new version', async ({
  page,
}) => {
  const offer = await makeAccountsOffer({ name: 'Monthly', pricing: monthly(4900) })
  const { organization, product, plan } = offer
  const consumer = await makeConsumer(plan.id)
  await untilEnforced(consumer.credential.revision)
  const [invoice] = (
    await listInvoices(organization.owner, { side: 'provider', organizationId: organization.id })
  ).data
  await markInvoicePaid(organization.owner, { id: invoice!.id, reference: 'Transfer 4711' })
  const base = `/console/${organization.slug}`

  await signIn(page, organization.ownerSignIn, `${base}/revenue`)
  await expect(page.getByText('€49.00').first(), 'what was invoiced, before tax').toBeVisible()
  await expect(page.getByRole('table', { name: 'Invoiced by product' }).getByRole('row')).toHaveText([
    /^Product/,
    /€49\.00.*100 %$/,
  ])
  const began = page.getByRole('table', { name: 'Movement between plans' })
  await expect(began.getByRole('row', { name: /New subscription.*Monthly.*1$/ })).toBeVisible()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`revenue-${organization.slug}.csv`)

  await page.goto(`${base}/payments`)
  await expect(page.getByRole('row', { name: new RegExp(`${invoice!.number}.*Transfer 4711`) })).toBeVisible()

  await page.goto(`${base}/invoices/${invoice!.id}`)
  await page.getByRole('link', { name: 'Mails about it' }).click()
  const mails = page.getByRole('table', { name: 'Mails' })
  await expect(mails.getByRole('link', { name: /^Receipt/ }), 'that it was paid was told, too').toBeVisible()
  await mails.getByRole('link', { name: /^Invoice/ }).click()
  await page.waitForURL(/\/outbox\/mail_/)
  const mail = page.frameLocator('iframe')
  await expect(mail.getByText(invoice!.number!).first(), 'the mail as its reader sees it').toBeVisible()
  await expect(page.locator('iframe')).toHaveAttribute('sandbox', '')

  const next = await updatePlan(organization.owner, { id: plan.id, pricing: monthly(5900) })
  await page.goto(`${base}/api-products/${product.id}/plans/${plan.id}`)
  await page.waitForURL(new RegExp(`/plans/${next.id}\\?version=1`))
  await expect(page.getByText('€59.00 a month').last(), 'the difference of the versions').toBeVisible()
  await page.getByRole('button', { name: 'Move subscriptions' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /At once/ }).click()
  await dialog.getByLabel('Why').fill('The price of our supplier rose.')
  await dialog.getByRole('button', { name: 'Move 1 subscription' }).click()
  await expect(dialog.getByText('1 subscription moved.')).toBeVisible()
  await expect(dialog.getByRole('status'), 'the receipt').toContainText('Enforced at')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('button', { name: 'Move subscriptions' }), 'nobody is left there').toHaveCount(
    0,
  )

  await page.goto(`${base}/outbox?kind=plan_moved`)
  await page.getByRole('table', { name: 'Mails' }).getByRole('link').first().click()
  await expect(page.frameLocator('iframe').getByText('The price of our supplier rose.').first()).toBeVisible()
})

test('who cannot be moved is named with why, and the others are moved', async ({ page }) => {
  const offer = await makeAccountsOffer({ name: 'Monthly', pricing: monthly(4900) })
  const { organization, product, plan } = offer
  const staying = await makeConsumer(plan.id)
  const leaving = await makeConsumer(plan.id)
  await cancelSubscription(leaving.organization.owner, { id: leaving.subscription.id, at: 'period_end' })
  const next = await updatePlan(organization.owner, { id: plan.id, pricing: monthly(5900) })
  const plans = `/console/${organization.slug}/api-products/${product.id}/plans`
  await signIn(page, organization.ownerSignIn, plans)
  await expect(page.getByRole('link', { name: '0 subscriptions, 2 on older versions' })).toBeVisible()
  await page.goto(`${plans}/${next.id}`)
  await page.getByRole('button', { name: 'Move subscriptions' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Those that I choose' }).click()
  await dialog.getByRole('checkbox', { name: staying.application.name }).click()
  await dialog.getByRole('checkbox', { name: leaving.application.name }).click()
  await dialog.getByRole('button', { name: 'Move 2 subscriptions' }).click()
  await expect(dialog.getByText('1 subscription moves when its billing period ends.')).toBeVisible()
  await expect(dialog.getByText('1 subscription could not be moved')).toBeVisible()
  await expect(dialog.getByRole('listitem')).toContainText(leaving.application.name)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('table', { name: 'Versions' })).toContainText('2, 1 moving')
})

test('credits are granted and taken back on the page of a subscription', async ({ page }) => {
  const offer = await makeAccountsOffer({ name: 'Monthly', pricing: monthly(4900) })
  const consumer = await makeConsumer(offer.plan.id)
  const { slug, ownerSignIn } = offer.organization
  await signIn(page, ownerSignIn, `/console/${slug}/subscriptions/${consumer.subscription.id}`)
  await page.getByRole('button', { name: 'Grant credits' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Order'), 'the form has its values').toHaveValue('100')
  await dialog.getByLabel('Amount in EUR').fill('25')
  await dialog.getByLabel('Note').fill('Welcome')
  await dialog.getByRole('button', { name: 'Grant credits' }).click()
  const row = page.getByRole('table', { name: 'Credits' }).getByRole('row', { name: /Welcome/ })
  await expect(row).toContainText('€25.00')
  await row.getByRole('button', { name: 'Take back Welcome' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take back' }).click()
  await expect(row).toContainText('Taken back')
})
