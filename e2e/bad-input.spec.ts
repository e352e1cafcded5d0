import { makeApplication } from '#prisma/factories/application.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { expect, signIn, test } from './support/journey.ts'

test('a document with errors is refused with each place, and what was typed stays', async ({ page }) => {
  const organization = await makeOrganization()
  await signIn(page, organization.ownerSignIn, `/console/${organization.slug}/apis/new`)
  await page.getByRole('tab', { name: 'Paste' }).click()
  const document =
    'openapi: 3.1.0\ninfo:\n  title: Broken\npaths:\n  /things:\n    get:\n      responses:\n        "200":\n          $ref: "#/components/responses/Missing"\n'
  await page.getByLabel('OpenAPI document').fill(document)
  await page.getByRole('button', { name: 'Import' }).click()
  const problems = page.getByRole('list', { name: 'Problems of the document' })
  await expect(problems).toBeVisible()
  await expect(problems).toContainText('/components/responses/Missing')
  await expect(problems).toContainText(/line \d+/)
  await expect(page.getByLabel('OpenAPI document')).toHaveValue(document)
  await page.goto(`/console/${organization.slug}/apis`)
  await expect(page.getByText('No APIs yet')).toBeVisible()
})

test('an address inside a private network is not fetched', async ({ page }) => {
  const organization = await makeOrganization()
  await signIn(page, organization.ownerSignIn, `/console/${organization.slug}/apis/new`)
  await page.getByRole('tab', { name: 'URL' }).click()
  await page.getByLabel('Address of the document').fill('http://127.0.0.1:3001/healthz')
  await page.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByText(/private|may not be fetched|loopback/i).last()).toBeVisible()
  await expect(page.getByLabel('Address of the document')).toHaveValue('http://127.0.0.1:3001/healthz')
})

test('signing up with a known e-mail and a short password says so at the fields', async ({ page }) => {
  const { ownerSignIn } = await makeOrganization()
  await page.goto('/sign-up')
  await page.getByLabel('Name', { exact: true }).fill('Somebody')
  await page.getByLabel('E-mail').fill(ownerSignIn.email)
  await page.getByLabel('Password').fill('short')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await expect(page.getByText('Use 10 characters or more')).toBeVisible()
  await page.getByLabel('Password').fill('a password that is long enough')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await expect(page.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Somebody')
})

test('a wrong password is refused without saying which of the two is wrong', async ({ page }) => {
  const { ownerSignIn } = await makeOrganization()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(ownerSignIn.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /wrong/i })).toBeVisible()
  await expect(page.getByLabel('E-mail')).toHaveValue(ownerSignIn.email)
})

test('another organization’s application and console are not found', async ({ page }) => {
  const mine = await makeOrganization()
  const theirs = await makeOrganization()
  const { id } = await makeApplication(theirs)
  await signIn(page, mine.ownerSignIn)
  expect((await page.goto(`/applications/${id}`))?.status()).toBe(404)
  expect((await page.goto(`/console/${theirs.slug}`))?.status()).toBe(404)
})
