import { beforeAll, describe, expect, it } from 'vitest'
import { errorCodesOf, type Operation } from '../operation.ts'
import { operations } from '../operations/index.ts'
import { call } from '../testing.ts'
import { newBill, newCredit, newMember, newOffer, newParty, newSubscription, type Party } from './party.ts'

let viewer: Party
let stranger: Party
/** Real objects of the party by the name of the path parameter; bodies that need real ids. */
let ids: Record<string, string>
let bodies: Record<string, unknown>
/** Of reads that are about an object that their path does not name. */
let queries: Record<string, string>

beforeAll(async () => {
  const party = await newParty({ isOperator: true })
  const { token, organizationId } = party
  viewer = await newMember(party, 'viewer')
  stranger = await newParty()
  const offer = await newOffer(party, { pricing: metered })
  const { applicationId, subscriptionId } = await newSubscription(party, offer.planId)
  const post = async (path: string, body: unknown) => (await call('POST', path, { token, body })).json.id
  const credentialId = await post(`/applications/${applicationId}/credentials`, { name: 'Key' })
  const pageId = await post(`/api-products/${offer.productId}/pages`, { title: 'Start' })
  const gatewayId = await post('/gateways', { name: 'gw-1' })
  const invitation = { email: 'ada@example.com', role: 'viewer' }
  const invitationId = await post(`/organizations/${organizationId}/invitations`, invitation)
  const get = async (path: string) => (await call('GET', path, { token })).json
  const memberId = (await get(`/organizations/${organizationId}/members`)).data[1].id
  const version = (await get(`/apis/${offer.apiId}/versions`)).data[0]
  const changeId = (await get('/changes?objectKind=product')).data[0].id
  const ofParty = {
    organizationId,
    applicationId,
    subscriptionId,
    credentialId,
    pageId,
    gatewayId,
    invitationId,
  }
  ids = { ...offer, ...ofParty, memberId, versionId: version.id, changeId, tokenId: party.tokenId }
  ids.operationKey = 'listAccounts'
  Object.assign(ids, await newBill(organizationId, subscriptionId))
  ids.creditId = await newCredit(subscriptionId)
  queries = { previewSubscription: `?applicationId=${applicationId}` }
  const paymentPage = { organizationId, consumerId: organizationId }
  bodies = {
    openCheckout: paymentPage,
    openBillingPortal: paymentPage,
    createSubscription: { applicationId, planId: offer.planId },
    createApiProduct: { name: 'Other', apiIds: [offer.apiId], visibility: 'public', organizationId },
    createApplication: { name: 'Other', organizationId },
    createApi: { document: '{}', organizationId },
    setApiProductApis: { apiIds: [offer.apiId] },
    changeSubscriptionPlan: { planId: offer.planId },
    setCurrentApiVersion: { versionId: version.id },
  }
})

/** A price without a fee: the subscription is billed, and nothing is invoiced yet. */
const metered = {
  currency: 'EUR',
  interval: 'month',
  charges: [
    {
      key: 'requests',
      name: 'Requests',
      meter: { kind: 'requests' },
      price: { kind: 'per_unit', unitPrice: '10' },
    },
  ],
}

const asCall = ({ method, path, id, example }: Operation, token?: string) => {
  const body = bodies[id] ?? example
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? expect.fail(`no ${name}`))
  return call(method, `${filled}${queries[id] ?? ''}`, {
    ...(token && { token }),
    ...(method !== 'GET' && body !== undefined && { body }),
  })
}

/** Calls that say nothing of one organization's objects, or belong to every person. */
const isGatewayCall = ({ tag }: Operation) => tag === 'Gateways'
const named = (list: Operation[]) => list.map((operation) => [operation.id, operation] as const)
const withId = operations.filter(({ path }) => path.includes('{') && !path.includes('{decisionId}'))
const ofOrganizations = withId.filter(
  (operation) => !isGatewayCall(operation) && !operation.path.includes('{revision}'),
)
const bodyNamesOther = [
  'openCheckout',
  'openBillingPortal',
  'createSubscription',
  'createApiProduct',
  'createApplication',
  'createApi',
]

describe('401: without a token', () => {
  it.each(named(operations.filter(({ path }) => !/\{(decisionId|revision)\}/.test(path))))(
    '%s',
    async (_, operation) => {
      expect((await asCall(operation)).json.code).toBe('unauthenticated')
    },
  )
})

describe('404: objects of another organization', () => {
  const list = [...ofOrganizations, ...operations.filter(({ id }) => bodyNamesOther.includes(id))]
  it.each(named(list))('%s', async (_, operation) => {
    const { status, json } = await asCall(operation, stranger.token)
    expect([status, json.code]).toEqual([404, 'not_found'])
  })
})

/** What only who may do it is shown beforehand. */
const forManagers = ['previewRebill', 'previewSubscription']

describe('403: a viewer', () => {
  const writes = operations.filter(
    (operation) =>
      (operation.method !== 'GET' || forManagers.includes(operation.id)) &&
      errorCodesOf(operation).includes('forbidden'),
  )
  it.each(named(writes.filter(({ id }) => id !== 'createOrganization')))('%s', async (_, operation) => {
    const { status, json } = await asCall(operation, viewer.token)
    expect([status, json.code]).toEqual([403, 'forbidden'])
  })
})

describe('200: a viewer reads', () => {
  it.each(
    named(
      operations.filter(
        ({ id, method, path }) =>
          method === 'GET' && !forManagers.includes(id) && !/\{(decisionId|revision)\}|logo|me$/.test(path),
      ),
    ),
  )('%s', async (_, operation) => {
    const isOwn = operation.tag === 'Access tokens'
    expect((await asCall(operation, isOwn ? stranger.token : viewer.token)).status).toBe(200)
  })
})
