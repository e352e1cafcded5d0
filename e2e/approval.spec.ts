import { makeAccountsOffer, makeConsumer } from './support/accounts.ts'
import { untilEnforced } from './support/enforced.ts'
import { anotherPerson, call, expect, signIn, test, untilStatus } from './support/journey.ts'

test('a plan approved by hand opens when the provider approves, closes when they suspend, and opens again', async ({
  page,
  browser,
}) => {
  const offer = await makeAccountsOffer({ name: 'By hand', approval: 'manual' })
  const { organization, application, subscription, credential } = await makeConsumer(offer.plan.id)
  await untilEnforced(credential.revision)
  const waiting = await call(offer.url, credential.secret)
  expect([waiting.status, waiting.body.code]).toEqual([403, 'subscription_pending'])

  const provider = page
  const { slug, ownerSignIn } = offer.organization
  await signIn(provider, ownerSignIn, `/console/${slug}/subscriptions`)
  const row = provider.getByRole('row', { name: application.name })
  await expect(row).toContainText('Pending')
  await row.getByRole('link').first().click()
  await provider.getByRole('button', { name: 'Approve' }).click()
  await provider.getByRole('alertdialog').getByRole('button', { name: 'Approve' }).click()
  await expect(provider.getByRole('button', { name: 'Suspend' })).toBeVisible()
  await untilStatus(offer.url, credential.secret, 200)

  await provider.getByRole('button', { name: 'Suspend' }).click()
  const dialog = provider.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('The invoice is overdue')
  await dialog.getByRole('button', { name: 'Suspend subscription' }).click()
  await expect(provider.getByRole('button', { name: 'Resume' })).toBeVisible()
  const suspended = await untilStatus(offer.url, credential.secret, 403)
  expect(suspended.body.code).toBe('subscription_suspended')

  const consumer = await anotherPerson(browser)
  await signIn(consumer, organization.ownerSignIn, `/applications/${application.id}`)
  await expect(consumer.getByText('The invoice is overdue')).toBeVisible()

  await provider.getByRole('button', { name: 'Resume' }).click()
  await provider.getByRole('alertdialog').getByRole('button', { name: 'Resume' }).click()
  await expect(provider.getByRole('button', { name: 'Suspend' })).toBeVisible()
  await untilStatus(offer.url, credential.secret, 200)

  await provider.goto(`/console/${slug}/changes?object=${subscription.id}`)
  for (const event of ['Subscription approved', 'Subscription suspended', 'Subscription resumed'])
    await expect(provider.getByRole('row', { name: event }).getByRole('status')).toContainText(
      'Enforced at 1 of 1 gateway',
    )
})

test('a suspension without a reason is refused at the field', async ({ page }) => {
  const offer = await makeAccountsOffer()
  const { subscription } = await makeConsumer(offer.plan.id)
  const { slug, ownerSignIn } = offer.organization
  await signIn(page, ownerSignIn, `/console/${slug}/subscriptions/${subscription.id}`)
  await page.getByRole('button', { name: 'Suspend' }).click()
  await page.getByRole('button', { name: 'Suspend subscription' }).click()
  await expect(page.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Suspend' })).toBeVisible()
})

test('a subscription that the provider refuses stays closed, and its consumer reads why', async ({
  page,
  browser,
}) => {
  const offer = await makeAccountsOffer({ approval: 'manual' })
  const { organization, application, subscription, credential } = await makeConsumer(offer.plan.id)
  const { slug, ownerSignIn } = offer.organization
  await signIn(page, ownerSignIn, `/console/${slug}/subscriptions/${subscription.id}`)
  await page.getByRole('button', { name: 'Refuse' }).click()
  await page.getByLabel('Reason').fill('Only for partners')
  await page.getByRole('button', { name: 'Refuse subscription' }).click()
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0)
  const consumer = await anotherPerson(browser)
  await signIn(consumer, organization.ownerSignIn, `/applications/${application.id}`)
  await expect(consumer.getByText('Only for partners')).toBeVisible()
  expect((await call(offer.url, credential.secret)).status).toBe(403)
})
