import type { Furnished } from './furnished.ts'

type Path = (made: Furnished) => string
const portal =
  (path: string): Path =>
  () =>
    path
const ofProduct =
  (rest: string): Path =>
  ({ product, api, page }) =>
    `/products/${product.slug}${rest.replace(':api', api.slug).replace(':page', page.slug)}`
const ofConsole =
  (rest: string): Path =>
  ({ organization }) =>
    `/console/${organization.slug}${rest}`

/** Screens that anybody may open. */
export const publicScreens: Record<string, Path> = {
  home: portal('/'),
  catalogue: portal('/catalogue'),
  'sign-in': portal('/sign-in'),
  'sign-up': portal('/sign-up'),
  'error codes': portal('/docs/errors'),
  'one error code': portal('/docs/errors/rate_limited'),
  product: ofProduct(''),
  'product page': ofProduct('/pages/:page'),
  reference: ofProduct('/reference/:api'),
  operation: ofProduct('/reference/:api/listAccounts'),
  'nothing found': portal('/no-such-page'),
}

/** Screens for people who are signed in. */
export const ownScreens: Record<string, Path> = {
  subscribe: ofProduct('/subscribe'),
  'my applications': portal('/applications'),
  'register application': portal('/applications/new'),
  application: ({ application }) => `/applications/${application.id}`,
  invoices: portal('/invoices'),
  billing: portal('/billing'),
  sandbox: ({ sandbox }) => `/sandbox/${sandbox.slug}`,
  'new sandbox': portal('/console/new?sandbox=1'),
  decision: ({ decision }) => `/decisions/${decision}`,
  'new organization': portal('/console/new'),
  overview: ofConsole(''),
  APIs: ofConsole('/apis'),
  'import API': ofConsole('/apis/new'),
  API: (made) => ofConsole(`/apis/${made.api.id}`)(made),
  'versions of an API': (made) => ofConsole(`/apis/${made.api.id}/versions`)(made),
  'settings of an API': (made) => ofConsole(`/apis/${made.api.id}/settings`)(made),
  reimport: (made) => ofConsole(`/apis/${made.api.id}/reimport`)(made),
  'API products': ofConsole('/api-products'),
  'new product': ofConsole('/api-products/new'),
  'console product': (made) => ofConsole(`/api-products/${made.product.id}`)(made),
  'plans of a product': (made) => ofConsole(`/api-products/${made.product.id}/plans`)(made),
  'new plan': (made) => ofConsole(`/api-products/${made.product.id}/plans/new`)(made),
  plan: (made) => ofConsole(`/api-products/${made.product.id}/plans/${made.plan.id}`)(made),
  'plan with versions': (made) => ofConsole(`/api-products/${made.product.id}/plans/${made.older.id}`)(made),
  'pages of a product': (made) => ofConsole(`/api-products/${made.product.id}/pages`)(made),
  'new page': (made) => ofConsole(`/api-products/${made.product.id}/pages/new`)(made),
  'edit page': (made) => ofConsole(`/api-products/${made.product.id}/pages/${made.page.id}`)(made),
  'settings of a product': (made) => ofConsole(`/api-products/${made.product.id}/settings`)(made),
  applications: ofConsole('/applications'),
  subscriber: (made) => ofConsole(`/applications/${made.application.id}`)(made),
  subscriptions: ofConsole('/subscriptions'),
  subscription: (made) => ofConsole(`/subscriptions/${made.subscription.id}`)(made),
  revenue: ofConsole('/revenue'),
  customers: ofConsole('/customers'),
  customer: (made) => ofConsole(`/customers/${made.invoice.customer.id}`)(made),
  'invoices of customers': ofConsole('/invoices'),
  'invoice of a customer': (made) => ofConsole(`/invoices/${made.invoice.id}`)(made),
  payments: ofConsole('/payments'),
  'work for Stripe': ofConsole('/payments/stripe'),
  outbox: ofConsole('/outbox'),
  'subscription with a price': (made) => ofConsole(`/subscriptions/${made.paid.id}`)(made),
  usage: ofConsole('/usage'),
  changes: ofConsole('/changes'),
  change: (made) => ofConsole(`/changes/${made.change.id}`)(made),
  gateways: ofConsole('/gateways'),
  gateway: (made) => ofConsole(`/gateways/${made.gateway.id}`)(made),
  members: ofConsole('/settings'),
  'billing settings': ofConsole('/settings/billing'),
  'settings of the organization': ofConsole('/settings/organization'),
  profile: ofConsole('/settings/profile'),
  'access tokens': ofConsole('/settings/tokens'),
  'management API': ofConsole('/api-reference'),
  'call of the management API': ofConsole('/api-reference/createApiProduct'),
}
