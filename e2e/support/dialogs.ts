import { readFileSync } from 'node:fs'
import { createAccessToken } from '#lib/access-token/create-access-token.ts'
import { listApiVersions } from '#lib/api/queries.ts'
import { reimportApi } from '#lib/api/reimport-api.ts'
import { system } from '#lib/core/context.ts'
import { setOperator } from '#lib/user/set-operator.ts'
import { makeApi } from '#prisma/factories/api.ts'
import { makeApplication, makeSubscription } from '#prisma/factories/application.ts'
import { makeMember } from '#prisma/factories/organization.ts'
import { makePlan, makeProduct } from '#prisma/factories/product.ts'
import { ACCOUNTS_FILE } from './accounts.ts'
import { furnishedOrganization } from './furnished.ts'

/** What `furnishedOrganization` has, and what further dialogs are about; its owner is an operator. */
export async function furnishedForDialogs() {
  const made = await furnishedOrganization()
  const { organization, api, product } = made
  await setOperator(system, { userId: organization.owner.userId, isOperator: true })
  await makeMember(organization, 'viewer')
  await createAccessToken(organization.owner, { name: 'CI', organizationId: organization.id })
  const [first] = (await listApiVersions(organization.owner, api.id)).data
  const document = readFileSync(ACCOUNTS_FILE, 'utf8').replace(/version: .*/, 'version: 9.9.9')
  await reimportApi(organization.owner, { id: api.id, document })
  const byHand = await makePlan(organization, product.id, { name: 'By hand', approval: 'manual' })
  const waiting = await makeApplication(organization)
  const pending = await makeSubscription(organization, waiting.id, byHand.id)
  const spareApi = await makeApi(organization)
  const draft = await makeProduct(organization, { apiIds: [spareApi.id] })
  await makePlan(organization, draft.id)
  return { ...made, first: first!.id, pending, spareApi, draft }
}

type Made = Awaited<ReturnType<typeof furnishedForDialogs>>
type Step = { press: string | RegExp } | { choose: string } | { fill: string; text: string }
type Dialog = {
  path: (made: Made) => string
  /** What leads to it from the page that was opened. */
  steps: Step[]
  /** Its title, or the beginning of it. */
  title: string
}

const press = (name: string | RegExp): Step => ({ press: name })
const choose = (name: string): Step => ({ choose: name })
const fill = (label: string, text: string): Step => ({ fill: label, text })
const own = ({ application }: Made): string => `/applications/${application.id}`
const console =
  (rest: string) =>
  ({
    organization,
    api,
    product,
    first,
    subscription,
    pending,
    gateway,
    spareApi,
    draft,
    paid,
    older,
    invoice,
  }: Made): string =>
    `/console/${organization.slug}${rest
      .replace(':api', api.id)
      .replace(':spareApi', spareApi.id)
      .replace(':first', first)
      .replace(':product', product.id)
      .replace(':draft', draft.id)
      .replace(':subscription', subscription.id)
      .replace(':pending', pending.id)
      .replace(':paid', paid.id)
      .replace(':older', older.id)
      .replace(':invoice', invoice.id)
      .replace(':customer', invoice.customer.id)
      .replace(':gateway', gateway.id)}`

/** Every dialog that ordinary work opens; none is confirmed, save those whose second step shows a secret. */
export const dialogs: Record<string, Dialog> = {
  'create key': { path: own, steps: [press('Create key')], title: 'Create API key' },
  'the key that was created': {
    path: own,
    steps: [press('Create key'), fill('Name', 'Laptop'), press('Create key')],
    title: 'Your new API key',
  },
  'revoke key': { path: own, steps: [press(/^Revoke key/)], title: 'Revoke key' },
  'edit application': { path: own, steps: [press('Edit')], title: 'Edit application' },
  'delete application': { path: own, steps: [press('Delete')], title: 'Delete application' },
  'change plan': { path: own, steps: [press('Change plan')], title: 'Change the plan' },
  'cancel subscription': {
    path: own,
    steps: [press('Cancel subscription')],
    title: 'Cancel the subscription',
  },
  'invite member': { path: console('/settings'), steps: [press('Invite member')], title: 'Invite member' },
  'the invitation that was made': {
    path: console('/settings'),
    steps: [press('Invite member'), fill('E-mail', 'new@example.com'), press('Make invitation link')],
    title: 'Send them this link',
  },
  'withdraw invitation': {
    path: console('/settings'),
    steps: [press(/^Withdraw the invitation/)],
    title: 'Withdraw the invitation',
  },
  'remove member': { path: console('/settings'), steps: [press(/^Remove /)], title: 'Remove ' },
  'create token': {
    path: console('/settings/tokens'),
    steps: [press('Create token')],
    title: 'Create access token',
  },
  'the token that was created': {
    path: console('/settings/tokens'),
    steps: [press('Create token'), fill('Name', 'Script'), press('Create token')],
    title: 'Your new access token',
  },
  'revoke token': {
    path: console('/settings/tokens'),
    steps: [press('Revoke token CI')],
    title: 'Revoke token',
  },
  'delete API': {
    path: console('/apis/:spareApi/settings'),
    steps: [press('Delete API')],
    title: 'Delete API',
  },
  'make a version current': {
    path: console('/apis/:api/versions/:first'),
    steps: [press('Make current')],
    title: 'Make import 1 current',
  },
  'withdraw product': {
    path: console('/api-products/:product'),
    steps: [press('Withdraw')],
    title: 'Withdraw ',
  },
  'publish product': { path: console('/api-products/:draft'), steps: [press('Publish')], title: 'Publish ' },
  'delete product': {
    path: console('/api-products/:draft/settings'),
    steps: [press('Delete product')],
    title: 'Delete ',
  },
  'close plan': {
    path: console('/api-products/:product/plans'),
    steps: [press('Actions for plan Large'), choose('Close')],
    title: 'Close plan',
  },
  'delete plan': {
    path: console('/api-products/:product/plans'),
    steps: [press('Actions for plan Large'), choose('Delete')],
    title: 'Delete plan',
  },
  'delete page': {
    path: console('/api-products/:product/pages'),
    steps: [press('Actions for page First steps'), choose('Delete')],
    title: 'Delete page',
  },
  'suspend subscription': {
    path: console('/subscriptions/:subscription'),
    steps: [press('Suspend')],
    title: 'Suspend ',
  },
  'approve subscription': {
    path: console('/subscriptions/:pending'),
    steps: [press('Approve')],
    title: 'Approve ',
  },
  'refuse subscription': {
    path: console('/subscriptions/:pending'),
    steps: [press('Refuse')],
    title: 'Refuse ',
  },
  'register gateway': {
    path: console('/gateways'),
    steps: [press('Register gateway')],
    title: 'Register gateway',
  },
  'rename gateway': { path: console('/gateways/:gateway'), steps: [press('Rename')], title: 'Rename ' },
  'rotate the token of a gateway': {
    path: console('/gateways/:gateway'),
    steps: [press('Rotate token')],
    title: 'Rotate the token',
  },
  'remove gateway': {
    path: console('/gateways/:gateway'),
    steps: [press('Remove')],
    title: 'Remove gateway',
  },
  'move subscriptions': {
    path: console('/api-products/:product/plans/:older'),
    steps: [press('Move subscriptions')],
    title: 'Move from version 1 to 2',
  },
  'grant credits': {
    path: console('/subscriptions/:paid'),
    steps: [press('Grant credits')],
    title: 'Grant credits to ',
  },
  'take back credits': {
    path: console('/subscriptions/:paid'),
    steps: [press('Take back Welcome')],
    title: 'Take back ',
  },
  'mark as paid': {
    path: console('/invoices/:invoice'),
    steps: [press('Mark as paid')],
    title: 'Mark ',
  },
  'write credit note': {
    path: console('/invoices/:invoice'),
    steps: [press(/^Actions for/), choose('Write credit note')],
    title: 'Write a credit note on ',
  },
  'bill anew': {
    path: console('/invoices/:invoice'),
    steps: [press(/^Actions for/), choose('Bill anew')],
    title: 'Bill ',
  },
  'declare void': {
    path: console('/invoices/:invoice'),
    steps: [press(/^Actions for/), choose('Declare void')],
    title: 'Declare ',
  },
  'billing details of a customer': {
    path: console('/customers/:customer'),
    steps: [press(/^Edit billing details/)],
    title: 'Edit billing details',
  },
  palette: { path: console(''), steps: [press('Search and commands')], title: 'Go to or do' },
}

export type { Made as FurnishedForDialogs, Step }
