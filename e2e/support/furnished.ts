import { listChanges } from '#lib/change/queries.ts'
import { system } from '#lib/core/context.ts'
import { listGateways } from '#lib/gateway/queries.ts'
import { inviteMember } from '#lib/member/invite-member.ts'
import { createOrganization } from '#lib/organization/create-organization.ts'
import { createProductPage } from '#lib/product/create-product-page.ts'
import { makeApplication, makeCredential, makeSubscription } from '#prisma/factories/application.ts'
import { type MadeOrganization, refreshActor } from '#prisma/factories/organization.ts'
import { makePlan } from '#prisma/factories/product.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { makeAccountsOffer } from './accounts.ts'
import { untilEnforced } from './enforced.ts'
import { furnishWithMoney } from './furnished-money.ts'
import { call } from './journey.ts'

/** A sandbox of the organization's owner, with an application that has a quota and a key. */
async function makeSandbox({ owner, ownerSignIn }: MadeOrganization, planId: string) {
  const name = uniqueName('Sandbox')
  const { id, slug } = await createOrganization(owner, { name, isSandbox: true })
  const sandbox = { id, slug, name, ownerSignIn, owner: await refreshActor(owner) }
  const application = await makeApplication(sandbox)
  await makeSubscription(sandbox, application.id, planId)
  await makeCredential(sandbox, application.id)
  return sandbox
}

/** An organization that provides and consumes, with something to see on every screen. */
export async function furnishedOrganization() {
  const offer = await makeAccountsOffer({ name: 'Standard', rateLimit: { requests: 2, windowSeconds: 3600 } })
  const { organization, product } = offer
  const { owner, id: organizationId } = organization
  const large = await makePlan(organization, product.id, {
    name: 'Large',
    quota: { requests: 9_000, period: 'month' },
  })
  const page = await createProductPage(owner, {
    productId: product.id,
    title: 'First steps',
    body: '# Begin\n\nA [link](/catalogue), `code`.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```sh\ncurl\n```\n',
  })
  await inviteMember(owner, { organizationId, email: 'invited@example.com', role: 'viewer' })
  const application = await makeApplication(organization)
  const subscription = await makeSubscription(organization, application.id, offer.plan.id)
  const credential = await makeCredential(organization, application.id)
  await untilEnforced(credential.revision)
  let decision = ''
  for (let calls = 0; calls < 3; calls++)
    decision = String((await call(offer.url, credential.secret)).body.decisionId ?? decision)
  const money = await furnishWithMoney(organization, product.id)
  const [gateway] = (await listGateways(system)).data
  const [change] = (await listChanges(owner, { limit: 1 })).data
  return {
    ...offer,
    ...money,
    page,
    sandbox: await makeSandbox(organization, large.id),
    application,
    subscription,
    credential,
    decision,
    gateway: gateway!,
    change: change!,
  }
}

export type Furnished = Awaited<ReturnType<typeof furnishedOrganization>>
