import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { updateBillingSettings } from '#lib/billing-settings/update-billing-settings.ts'
import { listInvoices } from '#lib/invoice/queries.ts'
import { makeAccountsOffer, makeConsumer } from './support/accounts.ts'
import { expect, signIn, test } from './support/journey.ts'

const pricing = { currency: 'EUR', interval: 'month' as const, recurringFee: 4900 }

/** A provider, and the first invoice of a customer that subscribed to its plan of €49.00 a month. */
async function makeInvoiced() {
  const offer = await makeAccountsOffer({ name: 'Monthly', pricing })
  const { owner, id, slug } = offer.organization
  await makeConsumer(offer.plan.id)
  const [invoice] = (await listInvoices(owner, { side: 'provider', organizationId: id })).data
  return { ...offer, invoice: invoice!, path: `/console/${slug}/invoices/${invoice!.id}` }
}

/** Opens one of the invoice's dialogs from its menu. */
async function open(page: Page, act: string) {
  await page.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: act }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  return dialog
}

test('billing settings that are saved stand on the next invoice, which its customer’s page leads to', async ({
  page,
}) => {
  const offer = await makeAccountsOffer({ name: 'Monthly', pricing })
  const { slug, ownerSignIn } = offer.organization
  await signIn(page, ownerSignIn, `/console/${slug}/settings/billing`)
  await expect(page.getByLabel('Number prefix'), 'the form has its values').toHaveValue('INV')
  await expect(page.getByText('Day 28 Suspended')).toBeVisible()
  await page.getByLabel('Legal name').fill('Acme Interfaces GmbH')
  await page.getByRole('textbox', { name: 'Bank details' }).fill('IBAN DE02 1203 0000 0000 2020 51')
  await page.getByLabel('Suspend after').fill('30')
  await expect(page.getByText('Day 44 Suspended'), 'the course is drawn as it is typed').toBeVisible()
  await page.getByLabel('Number prefix').fill('acme')
  await page.getByRole('button', { name: 'Save billing settings' }).click()
  await expect(page.getByText('Use 1 to 12 capital letters and digits')).toBeVisible()
  await page.getByLabel('Number prefix').fill('ACME')
  await page.getByRole('button', { name: 'Save billing settings' }).click()
  await expect(page.getByText('Billing settings saved')).toBeVisible()

  const { organization: consumer } = await makeConsumer(offer.plan.id)
  await page.goto(`/console/${slug}/customers?q=${encodeURIComponent(consumer.name)}`)
  await expect(page.getByRole('row', { name: new RegExp(`${consumer.name}.*€49\\.00`) })).toBeVisible()
  await page.getByRole('link', { name: consumer.name }).click()
  await page.getByRole('link', { name: 'ACME-000001' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'ACME-000001' })).toBeVisible()
  await expect(page.getByText('Acme Interfaces GmbH').first()).toBeVisible()
  await expect(page.getByText('IBAN DE02 1203 0000 0000 2020 51').first()).toBeVisible()
})

test('a part of a line is credited, and the list is exported as it is narrowed', async ({ page }) => {
  const { organization, invoice, path } = await makeInvoiced()
  await signIn(page, organization.ownerSignIn, path)
  const dialog = await open(page, 'Write credit note')
  const amount = dialog.getByRole('textbox', { name: /^Amount of/ })
  await amount.fill('49.01')
  await dialog.getByLabel('Reason').fill('The outage of Tuesday')
  await dialog.getByRole('button', { name: 'Write credit note' }).click()
  await expect(dialog.getByText('At most €49.00 is left of it')).toBeVisible()
  await amount.fill('9')
  await expect(dialog.getByText('€9.00 before tax')).toBeVisible()
  await dialog.getByRole('button', { name: 'Write credit note' }).click()
  await expect(page.getByText('The outage of Tuesday')).toBeVisible()
  await expect(page.getByText('INV-CN-000001').first()).toBeVisible()
  await expect(page.getByText('€40.00').first(), 'what is still to be paid').toBeVisible()

  await page.goto(`/console/${organization.slug}/invoices?status=open`)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`invoices-${organization.slug}.csv`)
  const [head, row] = readFileSync(await file.path(), 'utf8').split('\r\n')
  const cell = (column: string) => row!.split(',')[head!.split(',').indexOf(column)]
  expect([cell('number'), cell('total'), cell('amountCredited'), cell('amountOpen')]).toEqual([
    invoice.number,
    '49',
    '9',
    '40',
  ])
})

test('billing anew shows what differs before it is done; the new invoice is declared void', async ({
  page,
}) => {
  const { organization, invoice, path } = await makeInvoiced()
  const { owner, id: organizationId, ownerSignIn } = organization
  await updateBillingSettings(owner, {
    organizationId,
    country: 'DE',
    taxRates: [{ country: 'DE', ratePercent: 19 }],
  })
  await signIn(page, ownerSignIn, path)
  const dialog = await open(page, 'Bill anew')
  const diff = dialog.getByRole('table', { name: 'Lines before and after' })
  await expect(diff.getByRole('row', { name: /^Total with tax/ })).toHaveText(
    /Total with tax.*€49\.00.*€58\.31.*\+€9\.31/,
  )
  expect(
    (await listInvoices(owner, { side: 'provider', organizationId })).data,
    'nothing is done yet',
  ).toHaveLength(1)
  await dialog.getByRole('button', { name: 'Credit and bill anew' }).click()
  await expect(dialog.getByText('Say why: the customer reads it')).toBeVisible()
  await dialog.getByLabel('Reason').fill('The tax was missing')
  await dialog.getByRole('button', { name: 'Credit and bill anew' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'INV-000002' })).toBeVisible()
  await expect(page.getByText('Bills its period anew')).toBeVisible()

  const voiding = await open(page, 'Declare void')
  await voiding.getByLabel('Reason').fill('Agreed by phone')
  await voiding.getByRole('button', { name: 'Declare void' }).click()
  await expect(page.getByText('Void: nothing is owed')).toBeVisible()
  await expect(
    page.getByRole('button', { name: /^Actions for/ }),
    'nothing is left to do with it',
  ).toHaveCount(0)
  await page.getByRole('link', { name: invoice.number! }).first().click()
  await expect(page.getByText('Credited as a whole and billed anew')).toBeVisible()
})

test('a transfer pays a part, and what is credited after it was paid is given back', async ({ page }) => {
  const { organization, invoice, path } = await makeInvoiced()
  await signIn(page, organization.ownerSignIn, path)
  const pay = async (reference: string, due: string, amount?: string) => {
    await page.getByRole('button', { name: 'Mark as paid' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByLabel('Amount in EUR'), 'all that is due, each time anew').toHaveValue(due)
    if (amount) await dialog.getByLabel('Amount in EUR').fill(amount)
    await dialog.getByLabel('Reference').fill(reference)
    await dialog.getByRole('button', { name: 'Mark as paid' }).click()
    await expect(page.getByText(reference)).toBeVisible()
  }
  await pay('Transfer 1', '49.00', '20')
  await expect(page.getByText('€29.00').first(), 'what is still to be paid').toBeVisible()
  await pay('Transfer 2', '29.00')
  await expect(page.getByRole('button', { name: 'Mark as paid' })).toHaveCount(0)

  const credit = await open(page, 'Write credit note')
  await credit.getByRole('radio', { name: /All that is left of it: €49\.00/ }).click()
  await credit.getByLabel('Reason').fill('Agreed by phone')
  await credit.getByRole('button', { name: 'Write credit note' }).click()
  await expect(page.getByText('INV-CN-000001').first()).toBeVisible()

  const refund = await open(page, 'Record refund')
  await expect(refund.getByLabel('Amount in EUR')).toHaveValue('49.00')
  await refund.getByLabel('Reference').fill('Back 1')
  await refund.getByRole('button', { name: 'Record refund' }).click()
  await expect(page.getByText('Back 1')).toBeVisible()
  await page.goto(`/console/${organization.slug}/customers/${invoice.customer.id}`)
  for (const sum of ['Open', 'Overdue', 'Paid'])
    await expect(
      page.getByRole('main').getByText(sum, { exact: true }).first().locator('xpath=following-sibling::p'),
      `nothing is ${sum.toLowerCase()}`,
    ).toHaveText('€0.00')
})
