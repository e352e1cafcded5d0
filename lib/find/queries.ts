import { getApi, getApiVersion, listApis } from '#lib/api/queries.ts'
import {
  findApplication,
  getSubscriber,
  listApplications,
  listSubscribers,
} from '#lib/application/queries.ts'
import { getChange } from '#lib/change/queries.ts'
import { eventLabel } from '#lib/change/schema.ts'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { AppError } from '#lib/core/errors.ts'
import { getCredential } from '#lib/credential/queries.ts'
import { getCustomer, listCustomers } from '#lib/customer/queries.ts'
import type { CustomerItem } from '#lib/customer/schema.ts'
import { getDecision } from '#lib/decision/queries.ts'
import { getGateway } from '#lib/gateway/queries.ts'
import { getInvoice, listInvoices } from '#lib/invoice/queries.ts'
import { findPlan } from '#lib/plan/queries.ts'
import { findProduct, listCatalogue, listProducts } from '#lib/product/queries.ts'
import { findSubscription } from '#lib/subscription/queries.ts'
import type { Found } from './schema.ts'

const each = 4

const nameOf = ({ legalName, consumer }: CustomerItem): string => legalName || consumer.name

// What stands before the `_` of an id says where to look. Every reader keeps to what the actor may know of.
const byPrefix: Record<string, (actor: Actor, id: string) => Promise<Found | null>> = {
  api: async (actor, id) => ({ kind: 'api', id, name: (await getApi(actor, id)).name }),
  ver: async (actor, id) => {
    const { title, number, apiId } = await getApiVersion(actor, id)
    return { kind: 'version', id, name: `${title}, version ${number}`, parentId: apiId }
  },
  app: async (actor, id) => {
    const own = await findApplication(actor, id)
    if (own) return { kind: 'application', id, name: own.name }
    return { kind: 'subscriber', id, name: (await getSubscriber(actor, id)).name }
  },
  prod: async (actor, id) => {
    const item = await findProduct(actor, id)
    return item && { kind: 'product', id, name: item.name }
  },
  plan: async (actor, id) => {
    const item = await findPlan(actor, id)
    return (
      item && { kind: 'plan', id, name: `${item.name} of ${item.product.name}`, parentId: item.product.id }
    )
  },
  sub: async (actor, id) => {
    const item = await findSubscription(actor, id)
    return item && { kind: 'subscription', id, name: `${item.application.name} on ${item.product.name}` }
  },
  cred: async (actor, id) => {
    const item = await getCredential(actor, id)
    const isOwn = (await findApplication(actor, item.application.id)) !== null
    return { kind: 'credential', id, name: item.name, parentId: item.application.id, isOwn }
  },
  cus: async (actor, id) => {
    const customer = await getCustomer(actor, id)
    const isOurs = can(actor, 'billing:read', customer.provider.id)
    return isOurs ? { kind: 'customer', id, name: nameOf(customer) } : null
  },
  inv: async (actor, id) => {
    const { number, customer } = await getInvoice(actor, id)
    return { kind: 'invoice', id, name: number ?? `Held invoice to ${customer.name}` }
  },
  gw: async (actor, id) => ({ kind: 'gateway', id, name: (await getGateway(actor, id)).name }),
  audit: async (actor, id) => {
    const { event, object } = await getChange(actor, id)
    return { kind: 'change', id, name: `${eventLabel(event)}: ${object.name}` }
  },
  dec: async (actor, id) => ({ kind: 'decision', id: (await getDecision(actor, id)).id, name: id }),
  org: async (actor, id) => {
    const member = actor.memberships.find((membership) => membership.organizationId === id)
    return member ? { kind: 'organization', id, name: member.name, slug: member.slug } : null
  },
}

/** The object that an id names, when the actor may know of it; else null. */
async function findById(actor: Actor, id: string): Promise<Found | null> {
  const find = byPrefix[id.split('_')[0] ?? '']
  if (!find) return null
  return find(actor, id).catch((error: unknown) => {
    if (error instanceof AppError) return null
    throw error
  })
}

const isId = (text: string): boolean => /^[a-z]{2,5}_[0-9a-z]{8,40}$/.test(text)

/** A few APIs, products, callers, customers, invoices and own applications of an organization whose names or numbers hold the text; by a whole id, that object. */
export async function findInOrganization(
  actor: Actor,
  { organizationId, text }: { organizationId: string; text: string },
): Promise<Found[]> {
  const search = text.trim().slice(0, 100)
  if (!search || !can(actor, 'organization:read', organizationId)) return []
  if (isId(search)) return [await findById(actor, search)].filter((found) => found !== null)
  const wanted = { organizationId, search, limit: each }
  const [apis, products, subscribers, customers, invoices, applications] = await Promise.all([
    listApis(actor, wanted),
    listProducts(actor, wanted),
    listSubscribers(actor, wanted),
    listCustomers(actor, wanted),
    listInvoices(actor, { ...wanted, side: 'provider' }),
    listApplications(actor, wanted),
  ])
  return [
    ...products.data.map(({ id, name }): Found => ({ kind: 'product', id, name })),
    ...apis.data.map(({ id, name }): Found => ({ kind: 'api', id, name })),
    ...subscribers.data.map(({ id, name }): Found => ({ kind: 'subscriber', id, name })),
    ...customers.data.map(
      (customer): Found => ({ kind: 'customer', id: customer.id, name: nameOf(customer) }),
    ),
    ...invoices.data.flatMap(({ id, number, customer }): Found[] =>
      number ? [{ kind: 'invoice', id, name: `${number} to ${customer.name}` }] : [],
    ),
    ...applications.data.map(({ id, name }): Found => ({ kind: 'application', id, name })),
  ]
}

/** A few products of the catalogue and the reader's own applications; by a whole id, that application or decision. */
export async function findInPortal(actor: Actor, text: string): Promise<Found[]> {
  const search = text.trim().slice(0, 100)
  if (!search) return []
  const isSignedIn = actor.kind !== 'anonymous'
  if (isId(search)) {
    const found = isSignedIn ? await findById(actor, search) : null
    return found ? [found] : []
  }
  const [catalogue, applications] = await Promise.all([
    listCatalogue(actor, { query: search, limit: each * 2 }),
    isSignedIn ? listApplications(actor, { search, limit: each }) : null,
  ])
  return [
    ...catalogue.data.map(({ id, name, slug }): Found => ({ kind: 'product', id, name, slug })),
    ...(applications?.data ?? []).map(({ id, name }): Found => ({ kind: 'application', id, name })),
  ]
}
