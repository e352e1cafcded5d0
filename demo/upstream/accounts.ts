import {
  type Account,
  accounts,
  balancesOf,
  CURRENCIES,
  STATUSES,
  statementsOf,
  transactionsOf,
} from './account-data.ts'
import { type Call, ok, oneOf, ProblemError, pageOf, type Routes } from './http.ts'

const notFound = (kind: string, detail: string) =>
  new ProblemError(404, `${kind}_not_found`, `${kind[0]!.toUpperCase()}${kind.slice(1)} not found`, detail)

function accountOf({ params: { accountId } }: Call): Account {
  const found = accounts.find(({ id }) => id === accountId)
  if (!found) throw notFound('account', `There is no account ${accountId}.`)
  return found
}

const day = (query: URLSearchParams, name: string): string | null => {
  const text = query.get(name)
  if (text === null || (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)))) return text
  throw new ProblemError(
    400,
    'invalid_parameter',
    'Invalid parameter',
    `${name} must be a day such as 2026-10-31.`,
  )
}

function transactionPage(call: Call) {
  const from = day(call.query, 'from')
  const to = day(call.query, 'to')
  const direction = oneOf(call.query, 'direction', ['credit', 'debit'])
  const list = transactionsOf(accountOf(call)).filter(
    (one) =>
      (!from || one.madeAt.slice(0, 10) >= from) &&
      (!to || one.madeAt.slice(0, 10) <= to) &&
      (!direction || one.direction === direction),
  )
  return pageOf(list, call.query)
}

/** The Accounts API: see `documents/accounts.yaml`. */
export const accountRoutes: Routes = {
  'GET /accounts': ({ query }) => {
    const status = oneOf(query, 'status', STATUSES)
    const currency = oneOf(query, 'currency', CURRENCIES)
    const list = accounts.filter(
      (one) =>
        (status ? one.status === status : one.status !== 'closed') &&
        (!currency || one.currency === currency),
    )
    return pageOf(list, query)
  },
  'GET /accounts/{accountId}': (call) => ok(accountOf(call)),
  'GET /accounts/{accountId}/balances': (call) => ok(balancesOf(accountOf(call))),
  'GET /accounts/{accountId}/transactions': transactionPage,
  'GET /accounts/{accountId}/transactions/{transactionId}': (call) => {
    const { id } = accountOf(call)
    const found = transactionsOf(accountOf(call)).find((one) => one.id === call.params.transactionId)
    if (!found)
      throw notFound('transaction', `Account ${id} has no transaction ${call.params.transactionId}.`)
    return ok(found)
  },
  'GET /accounts/{accountId}/statements': (call) => ok({ data: statementsOf(accountOf(call)) }),
}
