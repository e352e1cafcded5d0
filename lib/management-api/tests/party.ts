import { createAccessToken } from '#lib/access-token/create-access-token.ts'
import type { Role } from '#lib/core/context.ts'
import { db, transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { ensureCustomer } from '#lib/customer/ensure-customer.ts'
import { loadActor } from '#lib/user/queries.ts'
import { call } from '../testing.ts'

export type Party = { organizationId: string; slug: string; userId: string; token: string; tokenId: string }

let count = 0

async function tokenOf(userId: string, organizationId: string): Promise<Pick<Party, 'token' | 'tokenId'>> {
  const actor = await loadActor(userId)
  const { id, secret } = await createAccessToken(actor!, { name: 'Test', organizationId })
  return { token: secret, tokenId: id }
}

async function join(organizationId: string, slug: string, role: Role, isOperator: boolean): Promise<Party> {
  const userId = newId('usr')
  const email = `person-${++count}@example.com`
  await db.user.create({ data: { id: userId, email, name: `Person ${count}`, isOperator } })
  await db.member.create({ data: { id: newId('mem'), organizationId, userId, role } })
  return { organizationId, slug, userId, ...(await tokenOf(userId, organizationId)) }
}

/** A person who owns a new organization, with a token of theirs. */
export async function newParty({ isOperator = false } = {}): Promise<Party> {
  const id = newId('org')
  const slug = `party-${++count}`
  await db.organization.create({ data: { id, slug, name: `Party ${count}` } })
  return join(id, slug, 'owner', isOperator)
}

/** A further person in the party's organization. */
export const newMember = (party: Party, role: Role): Promise<Party> =>
  join(party.organizationId, party.slug, role, false)

export const accounts = {
  openapi: '3.1.0',
  info: { title: 'Accounts', version: '1.0.0' },
  tags: [{ name: 'Accounts' }],
  paths: {
    '/accounts': {
      get: { operationId: 'listAccounts', tags: ['Accounts'], responses: { 200: { description: 'All.' } } },
      post: { operationId: 'openAccount', responses: { 201: { description: 'Opened.' } } },
    },
  },
}

/** What a provider needs before somebody can subscribe: an API in a published product with a plan. */
export async function newOffer(provider: Party, plan: Record<string, unknown> = {}) {
  const { token } = provider
  const name = `Accounts ${++count}`
  const api = await call('POST', '/apis', {
    token,
    body: { name, document: accounts, upstreamUrl: 'http://127.0.0.1:9' },
  })
  const product = await call('POST', '/api-products', {
    token,
    body: { name, apiIds: [api.json.id], visibility: 'public' },
  })
  const planBody = { name: 'Standard', approval: 'automatic', ...plan }
  const plans = await call('POST', `/api-products/${product.json.id}/plans`, { token, body: planBody })
  await call('POST', `/api-products/${product.json.id}/publish`, { token })
  return { apiId: api.json.id, productId: product.json.id, planId: plans.json.id } as Record<
    'apiId' | 'productId' | 'planId',
    string
  >
}

/** A consumer's application that subscribes to an offer. */
export async function newSubscription(consumer: Party, planId: string) {
  const { token } = consumer
  const application = await call('POST', '/applications', { token, body: { name: `Desk ${++count}` } })
  const applicationId: string = application.json.id
  const subscription = await call('POST', '/subscriptions', { token, body: { applicationId, planId } })
  return { applicationId, subscriptionId: subscription.json.id as string, created: subscription }
}

const somebody = { name: 'Party', legalName: 'Party', address: '', country: '', taxId: '', email: '' }
const named = { id: 'none', name: 'None' }

/** A finalized invoice of the organization, with a mail about it and work that is on its way to Stripe. */
export async function newBill(organizationId: string, subscriptionId: string) {
  const [invoiceId, mailId, taskId] = [newId('inv'), newId('mail'), newId('task')]
  const lineId = newId('line')
  const at = new Date()
  const consumer = { id: organizationId, name: 'Party' }
  const { id: customerId } = await transaction((tx) => ensureCustomer(tx, organizationId, consumer))
  await db.invoice.create({
    data: {
      id: invoiceId,
      organizationId,
      customerId,
      subscriptionId,
      kind: 'period',
      status: 'open',
      number: `INV-${++count}`,
      currency: 'EUR',
      total: 1_250,
      parties: {
        seller: { ...somebody, bankDetails: '' },
        buyer: somebody,
        application: named,
        product: named,
        plan: named,
      },
      periodStartsAt: at,
      periodEndsAt: at,
      issuedAt: at,
      dueAt: at,
      lines: {
        create: {
          id: lineId,
          position: 0,
          kind: 'usage',
          description: 'Requests',
          planId: 'plan_none',
          chargeKey: 'requests',
          quantity: 125,
          unit: 'request',
          amount: 1_250,
          startsAt: at,
          endsAt: at,
        },
      },
    },
  })
  const words = { to: 'pay@example.com', subject: 'Invoice', text: 'Invoice', html: '<p>Invoice</p>' }
  await db.mail.create({
    data: {
      id: mailId,
      organizationId,
      kind: 'invoice_issued',
      objectId: invoiceId,
      dedupeKey: mailId,
      ...words,
    },
  })
  await db.outboundTask.create({
    data: { id: taskId, kind: 'stripe.invoice', objectId: invoiceId, dedupeKey: taskId, status: 'failed' },
  })
  return { invoiceId, lineId, customerId, mailId, taskId }
}

/** A credit that the provider granted. */
export async function newCredit(subscriptionId: string): Promise<string> {
  const id = newId('crd')
  await db.creditGrant.create({
    data: { id, subscriptionId, source: 'granted', amount: 500, startsAt: new Date() },
  })
  return id
}
