// Parties and what they share, for the tests of the rooms between an application and a product. Rows that other
// processes write (gateways' presence, receipts, requests) are made as those write them.
import type { Actor } from '#lib/core/context.ts'
import { system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { createCredential } from '#lib/credential/create-credential.ts'
import { registerGateway } from '#lib/gateway/register-gateway.ts'
import { createSubscription } from '#lib/subscription/create-subscription.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { createApplication } from './create-application.ts'

export type Party = { id: string; slug: string; name: string; actor: Actor }

/** An organization and its owner. */
export async function makeParty(word = 'Party'): Promise<Party> {
  const name = uniqueName(word)
  const organization = { id: newId('org'), slug: name.toLowerCase().replaceAll(' ', '-'), name }
  await db.organization.create({ data: organization })
  const membership = {
    organizationId: organization.id,
    slug: organization.slug,
    name,
    role: 'owner' as const,
  }
  const actor: Actor = {
    kind: 'user',
    userId: newId('usr'),
    name: `Owner of ${name}`,
    isOperator: false,
    memberships: [membership],
  }
  return { ...organization, actor }
}

export type Offer = { provider: Party; apiId: string; productId: string; productName: string; planId: string }
type OfferOptions = {
  approval?: 'automatic' | 'manual'
  visibility?: string
  status?: string
  isClosed?: boolean
  quota?: { requests: number; period: 'day' | 'month' }
}

/** A further plan of a product. */
export async function makePlan(productId: string, options: OfferOptions = {}): Promise<string> {
  const id = newId('plan')
  const { approval = 'automatic', isClosed = false, quota } = options
  await db.plan.create({
    data: {
      id,
      productId,
      seriesId: id,
      name: uniqueName('Plan'),
      approval,
      isClosed,
      quotaRequests: quota?.requests ?? null,
      quotaPeriod: quota?.period ?? null,
    },
  })
  return id
}

/** A provider with a product of one API and one plan. */
export async function makeOffer(options: OfferOptions = {}): Promise<Offer> {
  const provider = await makeParty('Provider')
  const organizationId = provider.id
  const apiId = newId('api')
  const productId = newId('prod')
  const productName = uniqueName('Product')
  const slug = productName.toLowerCase().replaceAll(' ', '-')
  await db.api.create({
    data: {
      id: apiId,
      organizationId,
      name: uniqueName('API'),
      slug,
      upstreamUrl: 'http://127.0.0.1:9',
      keyLocations: [],
    },
  })
  const { visibility = 'public', status = 'published' } = options
  await db.apiProduct.create({
    data: {
      id: productId,
      organizationId,
      name: productName,
      slug,
      visibility,
      status,
      apis: { create: { apiId } },
    },
  })
  return { provider, apiId, productId, productName, planId: await makePlan(productId, options) }
}

/** A consumer with an application. */
export async function makeConsumer(): Promise<Party & { applicationId: string }> {
  const party = await makeParty('Consumer')
  const { id } = await createApplication(party.actor, { name: uniqueName('App'), organizationId: party.id })
  return { ...party, applicationId: id }
}

/** A consumer whose application subscribes to an offer and has a key. */
export async function makeSubscriber(options: OfferOptions = {}) {
  const [offer, consumer] = await Promise.all([makeOffer(options), makeConsumer()])
  const { applicationId } = consumer
  const subscription = await createSubscription(consumer.actor, { applicationId, planId: offer.planId })
  const credential = await createCredential(consumer.actor, { applicationId, name: uniqueName('Key') })
  return { offer, provider: offer.provider, consumer, applicationId, subscription, credential }
}

/** A registered gateway that is connected and runs `appliedRevision`, as sync would record it. */
export async function makeGateway(appliedRevision: number, presence: Record<string, unknown> = {}) {
  const name = uniqueName('gw')
  const { id, token } = await registerGateway(system, { name })
  const now = new Date()
  await db.gateway.update({
    where: { id },
    data: {
      appliedRevision,
      // It was there before what a test changes.
      createdAt: new Date(now.getTime() - 60_000),
      connectedAt: now,
      lastSeenAt: now,
      ...presence,
    },
  })
  return { id, name, token }
}

type Check = {
  resource: { kind: string; id: string }
  observed: string
  expected: string
  workers: number
}

/** The receipt of a gateway for a revision, taken in now. */
export async function makeReceipt(gatewayId: string, revision: number, proof: Check[] = []): Promise<string> {
  const id = newId('rcpt')
  await db.receipt.create({
    data: {
      id,
      gatewayId,
      revision,
      checksum: '000000000000',
      appliedMs: 1,
      provedMs: 2,
      proof,
      checked: proof.length,
    },
  })
  await db.gateway.update({ where: { id: gatewayId }, data: { appliedRevision: revision } })
  return id
}

type Row = Record<string, unknown>
type HourIds = Partial<
  Record<'gatewayId' | 'apiId' | 'operationKey' | 'subscriptionId' | 'planId' | 'applicationId', string>
>

/** A request as sync takes it in: answered with 200 by the upstream unless told otherwise. */
export async function makeDecision(row: Row = {}): Promise<string> {
  const id = `dec_${newId('req').slice(4)}`
  const answered = {
    gatewayId: 'gw_none',
    at: new Date(),
    durationMs: 10,
    method: 'GET',
    path: '/',
    status: 200,
  }
  await db.decision.create({
    data: { id, ...answered, bytesIn: 100, bytesOut: 1_000, revision: 1, ...row },
  })
  return id
}

/** An hour's sums as sync adds them up: ten billable requests unless told otherwise. */
export async function makeUsageHour(hour: Date, row: Row & HourIds = {}): Promise<void> {
  const ids = {
    gatewayId: '',
    apiId: '',
    operationKey: '',
    subscriptionId: '',
    planId: '',
    applicationId: '',
  }
  const sums = {
    requests: 10,
    billable: 10,
    refused: 0,
    errors: 0,
    bytesIn: 100,
    bytesOut: 1_000,
    latency: [10],
  }
  const data = { hour, ...ids, ...sums, ...row }
  await db.usageHour.create({ data })
  // The day as sync keeps it: the sum of its hours.
  await db.$executeRaw`INSERT INTO "usage_day"
    SELECT date_trunc('day', "hour", 'UTC'), "gatewayId", "apiId", "operationKey", "subscriptionId", "planId",
      "applicationId", sum("requests"), sum("billable"), sum("refused"), sum("errors"), sum("bytesIn"), sum("bytesOut"),
      latency_sum("latency")
    FROM "usage_hour" WHERE "applicationId" = ${data.applicationId} AND "apiId" = ${data.apiId}
    GROUP BY 1, 2, 3, 4, 5, 6, 7
    ON CONFLICT ("day", "subscriptionId", "apiId", "operationKey", "gatewayId", "planId", "applicationId") DO UPDATE SET
      "requests" = excluded."requests", "billable" = excluded."billable", "refused" = excluded."refused",
      "errors" = excluded."errors", "bytesIn" = excluded."bytesIn", "bytesOut" = excluded."bytesOut",
      "latency" = excluded."latency"`
}
