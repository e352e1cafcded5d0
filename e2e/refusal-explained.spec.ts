import { makeApplication, makeCredential, makeSubscription } from '#prisma/factories/application.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { makeOffer } from '#prisma/factories/product.ts'
import { untilEnforced } from './support/enforced.ts'
import { addresses, call, expect, signIn, test } from './support/journey.ts'

test('a developer who was refused opens why: the rule, the counter, when it passes again', async ({
  page,
}) => {
  const offer = await makeOffer({ plan: { name: 'Tiny', rateLimit: { requests: 2, windowSeconds: 3600 } } })
  const consumer = await makeOrganization('Consumer')
  const application = await makeApplication(consumer)
  await makeSubscription(consumer, application.id, offer.plan.id)
  const credential = await makeCredential(consumer, application.id)
  await untilEnforced(credential.revision)

  const url = `${addresses().gateway}/${offer.api.slug}/health`
  const statuses = []
  let refusal: Awaited<ReturnType<typeof call>> | undefined
  for (let i = 0; i < 3; i++) {
    const answer = await call(url, credential.secret)
    statuses.push(answer.status === 429 ? 429 : 'passed')
    if (answer.status === 429) refusal = answer
  }
  expect(statuses, 'two pass, the third is refused').toEqual(['passed', 'passed', 429])
  expect(refusal?.body.code).toBe('rate_limited')

  await signIn(page, consumer.ownerSignIn, `/applications/${application.id}`)
  const row = page.getByRole('row', { name: /rate limit of the plan is reached/i })
  await expect(async () => {
    await page.reload()
    await expect(row).toBeVisible({ timeout: 1000 })
  }).toPass()
  await row.getByRole('link').first().click()
  await expect(page).toHaveURL(new RegExp(`/decisions/${refusal?.body.decisionId}$`))
  await expect(
    page.getByRole('heading', { level: 1, name: /rate limit of the plan is reached/i }),
  ).toBeVisible()
  await expect(page.getByText('2 requests in 3600 s: 2 of 2 counted at that moment')).toBeVisible()
  await expect(page.getByText(/Passes again/)).toBeVisible()
  await expect(page.getByText('Decided on revision')).toBeVisible()
})

test('a decision of another organization is not found', async ({ page, browser }) => {
  const offer = await makeOffer({ plan: { rateLimit: { requests: 1, windowSeconds: 3600 } } })
  const consumer = await makeOrganization('Consumer')
  const application = await makeApplication(consumer)
  await makeSubscription(consumer, application.id, offer.plan.id)
  const credential = await makeCredential(consumer, application.id)
  await untilEnforced(credential.revision)
  const url = `${addresses().gateway}/${offer.api.slug}/health`
  await call(url, credential.secret)
  const { body } = await call(url, credential.secret)

  await signIn(page, consumer.ownerSignIn)
  await expect(async () => {
    await page.goto(`/decisions/${body.decisionId}`)
    await expect(page.getByText('The request', { exact: true })).toBeVisible({ timeout: 1000 })
  }).toPass()
  const stranger = await makeOrganization('Stranger')
  const other = await (await browser.newContext()).newPage()
  await signIn(other, stranger.ownerSignIn)
  const response = await other.goto(`/decisions/${body.decisionId}`)
  expect(response?.status()).toBe(404)
})
