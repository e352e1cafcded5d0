import { makeMember, makeOrganization } from '#prisma/factories/organization.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { anotherPerson, expect, signIn, test } from './support/journey.ts'

test('an owner invites somebody, who joins by the link and sees what their role allows', async ({
  page,
  browser,
}) => {
  const organization = await makeOrganization()
  await signIn(page, organization.ownerSignIn, `/console/${organization.slug}/settings`)
  const email = `${uniqueName('new').replace(' ', '-')}@example.com`
  await page.getByRole('button', { name: 'Invite member' }).click()
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('radio', { name: /Viewer/ }).click()
  await page.getByRole('button', { name: 'Make invitation link' }).click()
  const link = (await page.getByLabel('Invitation link', { exact: true }).textContent())!.trim()
  await page.getByRole('button', { name: 'I saved it' }).click()
  await expect(page.getByText(email)).toBeVisible()

  const guest = await anotherPerson(browser)
  await guest.goto(link)
  await expect(guest.getByText(organization.name).first()).toBeVisible()
  await guest.getByLabel('Name', { exact: true }).fill('New Person')
  await guest.getByLabel('Password').fill('a long enough password')
  await guest.getByRole('button', { name: 'Sign up and join' }).click()
  await guest.waitForURL((url) => !/sign-up|invitations/.test(url.pathname))
  await guest.goto(`/console/${organization.slug}/apis`)
  await expect(guest.getByRole('heading', { name: 'APIs', level: 1 })).toBeVisible()
  await expect(guest.getByRole('link', { name: 'Import API' })).toHaveCount(0)
})

test('a viewer sees no button that changes anything', async ({ page }) => {
  const organization = await makeOrganization()
  const viewer = await makeMember(organization, 'viewer')
  await signIn(page, viewer, `/console/${organization.slug}/settings`)
  await expect(page.getByRole('heading', { name: 'Members', level: 2 })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Invite member' })).toHaveCount(0)
})

test('a token of the management API works once made and not once revoked', async ({ page, request }) => {
  const organization = await makeOrganization()
  await signIn(page, organization.ownerSignIn, `/console/${organization.slug}/settings/tokens`)
  await page.getByRole('button', { name: 'Create token' }).click()
  await page.getByLabel('Name', { exact: true }).fill('CI')
  await page.getByRole('button', { name: 'Create token' }).last().click()
  const secret = (await page.getByLabel('Access token', { exact: true }).textContent())!.trim()
  await page.getByRole('button', { name: 'I saved it' }).click()
  const headers = { Authorization: `Bearer ${secret}` }
  expect((await request.get('/api/v1/apis', { headers })).status()).toBe(200)
  await page.getByRole('button', { name: 'Revoke token CI' }).click()
  await page.getByRole('button', { name: 'Revoke token', exact: true }).click()
  await expect(page.getByRole('row', { name: /CI/ })).toContainText('Revoked')
  expect((await request.get('/api/v1/apis', { headers })).status()).toBe(401)
})
