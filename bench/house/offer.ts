import { system } from '#lib/core/context.ts'
import { registerGateway } from '#lib/gateway/register-gateway.ts'
import type { CreatePlan } from '#lib/plan/schema.ts'
import { publishProduct } from '#lib/product/publish-product.ts'
import { makeApi } from '#prisma/factories/api.ts'
import { makeApplication, makeCredential, makeSubscription } from '#prisma/factories/application.ts'
import { type MadeOrganization, makeOrganization } from '#prisma/factories/organization.ts'
import { makePlan, makeProduct } from '#prisma/factories/product.ts'
import type { House } from './house.ts'

export type BenchOffer = {
  provider: MadeOrganization
  consumer: MadeOrganization
  apiId: string
  planId: string
  applicationId: string
  subscriptionId: string
  key: string
  /** An operation of the API at the gateway. */
  url: string
}

/**
 * What a provider sells and a consumer uses, made by the verbs: API, product, plan, application, subscription, key. Without
 * a consumer, one is made too.
 */
export async function makeBenchOffer(
  house: House,
  upstreamUrl: string,
  plan: Partial<Pick<CreatePlan, 'rateLimit' | 'quota' | 'pricing'>> = {},
  consumerMade?: MadeOrganization,
): Promise<BenchOffer> {
  const provider = await makeOrganization('Provider')
  const api = await makeApi(provider, { upstreamUrl })
  const product = await makeProduct(provider, { apiIds: [api.id] })
  const { id: planId } = await makePlan(provider, product.id, plan)
  await publishProduct(provider.owner, { id: product.id })
  const consumer = consumerMade ?? (await makeOrganization('Consumer'))
  const { id: applicationId } = await makeApplication(consumer)
  const { id: subscriptionId } = await makeSubscription(consumer, applicationId, planId)
  const { secret: key } = await makeCredential(consumer, applicationId)
  const url = `${house.gatewayUrl}/${api.slug}/things`
  return { provider, consumer, apiId: api.id, planId, applicationId, subscriptionId, key, url }
}

/** Registers the house's gateway, which takes its token with it at the next start. */
export async function registerHouseGateway(house: House): Promise<void> {
  const { token } = await registerGateway(system, { name: 'bench' })
  house.settings.secrets = { ...house.settings.secrets, gatewayToken: token }
}
