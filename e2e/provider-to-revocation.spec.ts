import type { Page } from '@playwright/test'
import { uniqueName } from '#prisma/factories/unique.ts'
import { ACCOUNTS_FILE } from './support/accounts.ts'
import { addresses, anotherPerson, call, expect, test, untilShown } from './support/journey.ts'

/** Signs a new person up, with an organization, and leads to `path`. Answers with the organization's name. */
async function signUp(page: Page, word: string, path: string): Promise<string> {
  const name = uniqueName(word)
  await page.goto(`/sign-up?returnTo=${encodeURIComponent(path)}`)
  await page.getByLabel('Name', { exact: true }).fill(`${name} Person`)
  await page.getByLabel('E-mail').fill(`${name.toLowerCase().replace(' ', '.')}@example.com`)
  await page.getByLabel('Password').fill('a password that is long enough')
  await page.getByLabel('Organization').fill(name)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-up'))
  return name
}

const sidebar = (page: Page, section: string) =>
  page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: section, exact: true })

/** Imports the document in the console, with the sample upstream behind it. Answers with the API's name. */
async function importApi(page: Page): Promise<string> {
  const name = uniqueName('Accounts')
  await sidebar(page, 'APIs').click()
  await page.getByRole('link', { name: 'Import API' }).first().click()
  await page.getByLabel('OpenAPI document').setInputFiles(ACCOUNTS_FILE)
  await page.getByLabel('Upstream address').fill(addresses().upstream!)
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('textbox', { name: 'Slug' }).fill(name.toLowerCase().replace(' ', '-'))
  await page.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Operations' })).toContainText('/accounts/{accountId}')
  return name
}

/** Makes a product of the API with one plan, and publishes it. Answers with the product's name. */
async function publishProduct(page: Page, api: string): Promise<string> {
  const name = uniqueName('Banking')
  await sidebar(page, 'API products').click()
  await page.getByRole('link', { name: 'New product' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('checkbox', { name: api }).click()
  await page.getByRole('button', { name: 'Create draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await page.getByRole('link', { name: 'Add a plan' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Standard')
  await page.getByRole('textbox', { name: 'Requests' }).fill('100')
  await page.getByRole('button', { name: 'Add plan' }).click()
  await expect(page.getByRole('heading', { level: 3, name: 'Standard' })).toBeVisible()
  await page.getByRole('button', { name: 'Publish' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('1 gateway will serve')
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByRole('button', { name: 'Withdraw' })).toBeVisible()
  return name
}

/** Finds the product in the catalogue, reads its reference, and subscribes. Answers with the key, shown this once. */
async function subscribe(page: Page, product: string, application: string): Promise<string> {
  await page.getByLabel('Search products').fill(product)
  // A link that is clicked before the filter stands in the address is overtaken by it.
  await expect(page).toHaveURL(/[?&]q=/)
  await page.getByRole('link', { name: product }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: product })).toBeVisible()
  await page.getByRole('link', { name: 'API reference', exact: true }).click()
  await page
    .getByRole('link', { name: /List accounts/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 2, name: 'List accounts' })).toBeVisible()
  await page.getByRole('link', { name: 'Overview' }).click()
  await page.getByRole('link', { name: 'Choose Standard' }).click()
  await page.getByLabel('Name of the application').fill(application)
  await page.getByRole('button', { name: 'Subscribe' }).click()
  const key = (await page.getByLabel('API key', { exact: true }).textContent())!.trim()
  await expect(page.getByText('Waiting for your first call')).toBeVisible()
  return key
}

/** Revokes the application's only key in the console and waits for the proof. */
async function revoke(page: Page, application: string): Promise<void> {
  await sidebar(page, 'Applications').click()
  await page.getByRole('link', { name: application }).click()
  await page.getByRole('button', { name: 'Revoke key First key' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('1 gateway will refuse it')
  await dialog.getByRole('button', { name: 'Revoke key' }).click()
  const row = page.getByRole('row', { name: /First key/ })
  await expect(row.getByRole('status')).toHaveText(/^Refused at 1 of 1 gateway · .*\d (ms|s)$/)
}

test('from an imported document to a call, and from a revocation to its proof', async ({ page, browser }) => {
  await signUp(page, 'Provider', '/console')
  const product = await publishProduct(page, await importApi(page))

  const developer = await anotherPerson(browser)
  await signUp(developer, 'Developer', '/catalogue')
  const application = uniqueName('Mobile app')
  const key = await subscribe(developer, product, application)
  const snippet = (await developer.locator('pre', { hasText: key }).textContent())!
  const url = /https?:\/\/\S+/.exec(snippet)![0]
  expect((await call(url, key)).status, 'the line that the portal shows works at once').toBe(200)
  await expect(developer.getByText('Your first call arrived')).toBeVisible()
  await developer.getByRole('button', { name: 'I saved it' }).click()
  await expect(developer.getByText(key), 'the key is shown this once').toHaveCount(0)
  await developer.getByRole('link', { name: 'Go to the application' }).click()
  await expect(developer.getByRole('heading', { level: 1, name: application })).toBeVisible()
  await untilShown(developer, developer.getByText(/^1 requests? this month|^1 of /))
  expect(await developer.content(), 'the key cannot be read again').not.toContain(key)

  await revoke(page, application)
  const refused = await call(url, key)
  expect(refused.status).toBe(401)
  expect(refused.body.code).toBe('credential_revoked')

  await sidebar(page, 'Changes').click()
  await page
    .getByRole('row', { name: /revoked/i })
    .first()
    .getByRole('link')
    .first()
    .click()
  const receipt = page.getByRole('table', { name: 'Receipts' }).getByRole('row').nth(1)
  await expect(receipt.getByLabel('Enforced')).toBeVisible()
  await expect(receipt).toContainText(/credential: \w+ by \d+ workers?/)
})
