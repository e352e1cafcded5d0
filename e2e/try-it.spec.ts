import { uniqueName } from '#prisma/factories/unique.ts'
import { makeAccountsOffer, makeConsumer } from './support/accounts.ts'
import { addresses, expect, signIn, test } from './support/journey.ts'

test('an operation is tried in its reference, through the gateway, with the reader’s own key', async ({
  page,
}) => {
  const offer = await makeAccountsOffer()
  const consumer = await makeConsumer(offer.plan.id)
  await signIn(page, consumer.organization.ownerSignIn, `/applications/${consumer.application.id}`)
  await page.getByRole('button', { name: 'Create key' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(uniqueName('Browser'))
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click()
  const key = (await page.getByLabel('API key', { exact: true }).textContent())!.trim()
  await page.getByRole('button', { name: 'I saved it' }).click()

  await page.goto(`/products/${offer.product.slug}/reference/${offer.api.slug}/listAccounts`)
  await page.getByRole('button', { name: 'Try it' }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByLabel('API key'), 'the key that was just created is filled in').toHaveValue(key)
  const sent = page.waitForRequest(
    (request) =>
      request.method() === 'GET' &&
      !request.url().includes('/-/') &&
      request.url().includes(`/${offer.api.slug}/accounts`) &&
      new URL(request.url()).port === new URL(addresses().gateway!).port,
  )
  await sheet.getByRole('button', { name: 'Execute' }).click()
  const request = await sent
  expect(request.headers()['x-api-key'], 'straight from the browser to the gateway').toBe(key)
  expect((await request.response())?.status()).toBe(200)
  await expect(sheet.locator('.live-responses-table')).toContainText('acc_1001')
  await expect(sheet.locator('.live-responses-table')).toContainText('200')
})

test('a reader without an account tries with a key that is pasted, and is told why it is refused', async ({
  page,
}) => {
  const offer = await makeAccountsOffer()
  await page.goto(`/products/${offer.product.slug}/reference/${offer.api.slug}/listAccounts`)
  await page.getByRole('button', { name: 'Try it' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('API key').fill('gk_this_is_no_key')
  await sheet.getByRole('button', { name: 'Execute' }).click()
  await expect(sheet.locator('.live-responses-table')).toContainText('credential_unknown')
})
