import { makeApplication, makeCredential, makeSubscription } from '#prisma/factories/application.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { makeOffer } from '#prisma/factories/product.ts'
import { untilEnforced } from './support/enforced.ts'
import { call, expect, signIn, test } from './support/journey.ts'
import { startSecondGateway } from './support/second-gateway.ts'

// Its own project, after the others: a paused gateway holds every revision of the stack.
test('a revocation while one of two gateways is paused shows which one is waited for, and then both', async ({
  page,
}) => {
  const offer = await makeOffer()
  const consumer = await makeOrganization('Consumer')
  const application = await makeApplication(consumer)
  await makeSubscription(consumer, application.id, offer.plan.id)
  const second = await startSecondGateway()
  try {
    const credential = await makeCredential(consumer, application.id, { name: 'Laptop' })
    await untilEnforced(credential.revision)
    const url = `${second.url}/${offer.api.slug}/health`
    expect((await call(url, credential.secret)).status, 'the second gateway knows the key').not.toBe(401)

    await signIn(
      page,
      offer.organization.ownerSignIn,
      `/console/${offer.organization.slug}/applications/${application.id}`,
    )
    second.pause()
    await page.getByRole('button', { name: 'Revoke key Laptop' }).click()
    await page.getByRole('button', { name: 'Revoke key', exact: true }).click()
    const proof = page.getByRole('row', { name: /Laptop/ }).getByRole('status')
    await expect(proof).toContainText('Refused at 1 of 2 gateways')
    await expect(proof).toContainText(second.name)

    second.resume()
    await expect(proof).toContainText('Refused at 2 of 2 gateways', { timeout: 30_000 })
    const answer = await call(url, credential.secret)
    expect(answer.status).toBe(401)
    expect(answer.body.code).toBe('credential_revoked')
  } finally {
    await second.remove()
  }
})
