import { randomBytes } from 'node:crypto'
import { audit } from '#lib/core/audit.ts'
import { configChange, DEFAULT_ENVIRONMENT_ID, type Touched } from '#lib/core/config-change.ts'
import { system } from '#lib/core/context.ts'
import { db, type Transaction, transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { digestKey, generateKey } from '../contract/index.ts'

const word = (): string => randomBytes(6).toString('hex')

/** The environment of a fresh database, with any lease. */
export async function makeEnvironment(
  lease: { leaseSeconds: number; leaseOnExpiry: string } = { leaseSeconds: 60, leaseOnExpiry: 'serve' },
): Promise<void> {
  await db.environment.upsert({
    where: { id: DEFAULT_ENVIRONMENT_ID },
    create: { id: DEFAULT_ENVIRONMENT_ID, slug: 'production', name: 'Production', ...lease },
    update: lease,
  })
}

/** A gateway and the token that it connects with. */
export async function makeGateway(): Promise<{ id: string; token: string }> {
  const token = `gwt_${word()}${word()}`
  const id = newId('gw')
  const data = { id, name: word(), environmentId: DEFAULT_ENVIRONMENT_ID, tokenDigest: digestKey(token) }
  await db.gateway.create({ data })
  return { id, token }
}

/** Does what every verb does: writes rows, then records what was touched in the same transaction. */
export async function change(
  touched: Touched[],
  work: (tx: Transaction) => Promise<unknown>,
  isUrgent = false,
): Promise<number> {
  return transaction(async (tx) => {
    await work(tx)
    const object = { kind: 'test', id: touched[0]?.id ?? 'none', name: 'test' }
    const auditEntryId = await audit(tx, system, { organizationId: null, event: 'test.changed', object })
    return configChange(tx, { touched, auditEntryId, isUrgent })
  })
}

export const makeOrganization = async (): Promise<string> => {
  const id = newId('org')
  await db.organization.create({ data: { id, slug: word(), name: 'Banking' } })
  return id
}

/** An API with one version and one operation. */
export async function makeApi(organizationId: string, overrides: { hosts?: string[] } = {}): Promise<string> {
  const id = newId('api')
  await change([{ kind: 'api', id }], async (tx) => {
    const version = newId('ver')
    await tx.api.create({
      data: {
        id,
        organizationId,
        name: 'Accounts',
        slug: `a${word()}`,
        upstreamUrl: 'http://127.0.0.1:9/base/',
        keyLocations: [{ in: 'header', name: 'X-API-Key' }],
        ...overrides,
      },
    })
    await tx.$executeRaw`INSERT INTO api_version (id, "apiId", number, original, "originalSha256", "sizeBytes", syntax,
        specification, title, "documentVersion", servers, tags, "securitySchemes", problems, "operationCount")
      VALUES (${version}, ${id}, 1, 'x', '', 1, 'json', '3.1.0', 't', '1', '[]', '[]', '{}', '[]', 1)`
    await tx.$executeRaw`INSERT INTO api_operation (id, "apiVersionId", key, method, path, position, definition, schemas)
      VALUES (${newId('op')}, ${version}, 'listAccounts', 'get', '/accounts', 0, '{}', '{}')`
    await tx.api.update({ where: { id }, data: { currentVersionId: version } })
  })
  return id
}

/** A product with these APIs. */
export async function makeProduct(
  organizationId: string,
  apiIds: string[],
  status = 'published',
): Promise<string> {
  const id = newId('prod')
  await change([{ kind: 'product', id }], (tx) =>
    tx.apiProduct.create({
      data: {
        id,
        organizationId,
        name: 'Accounts',
        slug: `p${word()}`,
        visibility: 'public',
        status,
        corsOrigins: ['https://app.example'],
        apis: { create: apiIds.map((apiId) => ({ apiId })) },
      },
    }),
  )
  return id
}

type PlanInput = { quotaRequests?: number; quotaPeriod?: string; rateLimitRequests?: number }

export async function makePlan(productId: string, input: PlanInput = {}): Promise<string> {
  const id = newId('plan')
  const { rateLimitRequests = 100, ...quota } = input
  await change([{ kind: 'plan', id }], (tx) =>
    tx.plan.create({
      data: {
        id,
        productId,
        seriesId: id,
        name: word(),
        approval: 'automatic',
        rateLimitRequests,
        rateLimitWindowSeconds: 60,
        ...quota,
      },
    }),
  )
  return id
}

export async function makeApplication(organizationId: string): Promise<string> {
  const id = newId('app')
  await db.application.create({ data: { id, organizationId, name: word() } })
  return id
}

export async function makeSubscription(
  applicationId: string,
  planId: string,
  status = 'active',
): Promise<string> {
  const id = newId('sub')
  await change([{ kind: 'subscription', id }], (tx) =>
    tx.subscription.create({ data: { id, applicationId, planId, status } }),
  )
  return id
}

export async function makeCredential(applicationId: string): Promise<{ id: string; key: string }> {
  const id = newId('cred')
  const key = generateKey()
  await change([{ kind: 'credential', id }], (tx) =>
    tx.credential.create({
      data: { id, applicationId, name: 'key', digest: digestKey(key), hint: key.slice(-4) },
    }),
  )
  return { id, key }
}

export const revokeCredential = (id: string): Promise<number> =>
  change(
    [{ kind: 'credential', id }],
    (tx) => tx.credential.update({ where: { id }, data: { revokedAt: new Date() } }),
    true,
  )

/** A whole offer: organization, API, product, plan, application, subscription and credential. */
export async function makeOffer(plan: PlanInput = {}) {
  const organizationId = await makeOrganization()
  const apiId = await makeApi(organizationId)
  const productId = await makeProduct(organizationId, [apiId])
  const planId = await makePlan(productId, plan)
  const applicationId = await makeApplication(organizationId)
  const subscriptionId = await makeSubscription(applicationId, planId)
  const credential = await makeCredential(applicationId)
  return { organizationId, apiId, productId, planId, applicationId, subscriptionId, credential }
}
