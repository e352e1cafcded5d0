import { makePlan } from '#prisma/factories/product.ts'
import { makeAccountsOffer, makeConsumer } from './support/accounts.ts'
import { untilEnforced } from './support/enforced.ts'
import { call, expect, signIn, test, untilShown, untilStatus } from './support/journey.ts'

test('a rate limit that is raised in the console is enforced at the gateway', async ({ page }) => {
  const offer = await makeAccountsOffer({ name: 'Small', rateLimit: { requests: 1, windowSeconds: 3600 } })
  const { credential } = await makeConsumer(offer.plan.id)
  await untilEnforced(credential.revision)
  const next = async () => (await call(offer.url, credential.secret)).status
  expect([await next(), await next()]).toEqual([200, 429])

  const { slug, ownerSignIn } = offer.organization
  const plans = `/console/${slug}/api-products/${offer.product.id}/plans`
  await signIn(page, ownerSignIn, `${plans}/${offer.plan.id}`)
  const requests = page.getByRole('textbox', { name: 'Requests' })
  await expect(requests, 'the form has its values').toHaveValue('1')
  await requests.fill('3')
  await page.getByRole('button', { name: 'Save plan' }).click()
  await page.waitForURL((url) => url.pathname === plans)
  await expect(page.getByText('3 requests an hour')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Enforced at 1 of 1 gateway' })).toBeVisible()

  expect([await next(), await next(), await next()], 'what was counted stays counted').toEqual([
    200, 200, 429,
  ])
})

test('the quota that is used is drawn, and a used-up quota refuses', async ({ page }) => {
  const offer = await makeAccountsOffer({ name: 'Few', quota: { requests: 4, period: 'month' } })
  const { organization, application, credential } = await makeConsumer(offer.plan.id)
  await untilEnforced(credential.revision)
  const next = () => call(offer.url, credential.secret)
  for (let used = 0; used < 3; used++) expect((await next()).status).toBe(200)

  await signIn(page, organization.ownerSignIn, `/applications/${application.id}`)
  const meter = page.getByRole('progressbar', { name: '3 of 4 requests this month' })
  await untilShown(page, meter)
  await expect(meter).toHaveAttribute('aria-valuenow', '75')
  await expect(page.getByText(/^resets/)).toBeVisible()

  expect((await next()).status).toBe(200)
  const refused = await next()
  expect([refused.status, refused.body.code]).toEqual([429, 'quota_exhausted'])
})

test('a consumer who changes plans gets the limits of the new one', async ({ page }) => {
  const offer = await makeAccountsOffer({ name: 'Small', rateLimit: { requests: 1, windowSeconds: 3600 } })
  await makePlan(offer.organization, offer.product.id, { name: 'Large' })
  const { organization, application, credential } = await makeConsumer(offer.plan.id)
  await untilEnforced(credential.revision)
  const next = async () => (await call(offer.url, credential.secret)).status
  expect([await next(), await next()]).toEqual([200, 429])

  await signIn(page, organization.ownerSignIn, `/applications/${application.id}`)
  await page.getByRole('button', { name: 'Change plan' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /Large/ }).click()
  await dialog.getByRole('button', { name: 'Change plan' }).click()
  await expect(page.getByText(/^Large · /)).toBeVisible()
  await untilStatus(offer.url, credential.secret, 200)
  expect(await next()).toBe(200)
})
