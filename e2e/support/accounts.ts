import { readFileSync } from 'node:fs'
import { makeApi } from '#prisma/factories/api.ts'
import { makeApplication, makeCredential, makeSubscription } from '#prisma/factories/application.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { makeOffer } from '#prisma/factories/product.ts'
import { addresses } from './journey.ts'

type OfferedPlan = NonNullable<NonNullable<Parameters<typeof makeOffer>[0]>['plan']>

/** The Accounts document, which the stack's sample upstream serves. */
export const ACCOUNTS_FILE = 'demo/documents/accounts.yaml'

/** A published product with the Accounts API, of an organization of its own; `url` answers 200 to who may call. */
export async function makeAccountsOffer(plan: OfferedPlan = {}) {
  const organization = await makeOrganization('Provider')
  const api = await makeApi(organization, {
    document: readFileSync(ACCOUNTS_FILE, 'utf8'),
    upstreamUrl: addresses().upstream!,
  })
  const offer = await makeOffer({ organization, product: { apiIds: [api.id] }, plan })
  return { ...offer, api, url: `${addresses().gateway}/${api.slug}/accounts` }
}

/** A consumer's organization with one application, subscribed to the plan, and its key. */
export async function makeConsumer(planId: string) {
  const organization = await makeOrganization('Consumer')
  const application = await makeApplication(organization)
  const subscription = await makeSubscription(organization, application.id, planId)
  const credential = await makeCredential(organization, application.id)
  return { organization, application, subscription, credential }
}
