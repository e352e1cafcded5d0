import { accounts } from './account-data.ts'
import { type Answer, type Call, ok, oneOf, ProblemError, pageOf, type Routes, readJsonBody } from './http.ts'

const STATUSES = ['accepted', 'settled', 'rejected', 'cancelled'] as const
const SETTLE_MS = 60_000
const LIMIT = 10_000
const KEPT_MAX = 10_000
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/
const AMOUNT = /^\d{1,9}\.\d{2}$/

interface Payment {
  id: string
  isCancelled: boolean
  createdAt: number
  order: Record<string, unknown>
}

const payments: Payment[] = []
const byKey = new Map<string, { body: string; payment: Payment }>()
let made = 0

function view({ id, isCancelled, createdAt, order }: Payment) {
  const isSettled = !isCancelled && Date.now() - createdAt >= SETTLE_MS
  const status: (typeof STATUSES)[number] = isCancelled ? 'cancelled' : isSettled ? 'settled' : 'accepted'
  return {
    id,
    status,
    ...order,
    createdAt: new Date(createdAt).toISOString(),
    settledAt: isSettled ? new Date(createdAt + SETTLE_MS).toISOString() : null,
  }
}

const text = (value: unknown, field: string): string => {
  const found = value && typeof value === 'object' ? (value as Record<string, unknown>)[field] : undefined
  return typeof found === 'string' ? found : ''
}

function checkFields(body: Record<string, unknown>): void {
  const errors: { pointer: string; detail: string }[] = []
  const expect = (holds: boolean, pointer: string, detail: string) =>
    holds || errors.push({ pointer, detail })
  expect(
    accounts.some(({ id }) => id === body.debtorAccountId),
    '/debtorAccountId',
    'is not one of your accounts',
  )
  expect(text(body.creditor, 'name') !== '', '/creditor/name', 'is missing')
  expect(IBAN.test(text(body.creditor, 'iban')), '/creditor/iban', 'is not an IBAN')
  expect(AMOUNT.test(text(body.amount, 'value')), '/amount/value', 'must be a decimal number with two places')
  expect(
    /^(EUR|GBP|USD|CHF)$/.test(text(body.amount, 'currency')),
    '/amount/currency',
    'is not one that can be paid in',
  )
  if (errors.length === 0) return
  const detail =
    errors.length === 1 ? 'One field needs another value.' : `${errors.length} fields need another value.`
  throw new ProblemError(422, 'invalid_payment', 'The payment is not valid', detail, { errors })
}

function checkFunds({ amount }: Record<string, unknown>): void {
  const value = Number(text(amount, 'value'))
  const refused = (code: string, detail: string) => new ProblemError(422, code, 'Payment refused', detail)
  if (value >= LIMIT) throw refused('limit_exceeded', 'A single payment may be 9999.99 at most.')
  if (value === 13.13)
    throw refused('insufficient_funds', `The account does not hold 13.13 ${text(amount, 'currency')}.`)
}

const created = (payment: Payment, isReplayed: boolean): Answer => ({
  status: 201,
  body: view(payment),
  headers: { location: `payments/${payment.id}`, 'idempotent-replayed': String(isReplayed) },
})

async function createPayment({ request }: Call): Promise<Answer> {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length < 8 || key.length > 64) {
    throw new ProblemError(
      400,
      'idempotency_key_missing',
      'Idempotency-Key is missing',
      'Send one of 8 to 64 characters.',
    )
  }
  const body = await readJsonBody(request)
  const known = byKey.get(key)
  if (known && known.body === JSON.stringify(body)) return created(known.payment, true)
  if (known)
    throw new ProblemError(
      409,
      'idempotency_key_reused',
      'Idempotency-Key reused',
      'It belongs to another payment.',
    )
  checkFields(body)
  checkFunds(body)
  const { debtorAccountId, creditor, amount, reference } = body
  const order = { debtorAccountId, creditor, amount, reference }
  const payment = {
    id: `pay_${String(++made).padStart(6, '0')}`,
    isCancelled: false,
    createdAt: Date.now(),
    order,
  }
  payments.unshift(payment)
  byKey.set(key, { body: JSON.stringify(body), payment })
  // The sandbox forgets: it must not grow for ever.
  if (payments.length > KEPT_MAX) payments.pop()
  if (byKey.size > KEPT_MAX) byKey.delete(byKey.keys().next().value ?? '')
  return created(payment, false)
}

function paymentOf({ params: { paymentId } }: Call): Payment {
  const found = payments.find(({ id }) => id === paymentId)
  if (!found)
    throw new ProblemError(404, 'payment_not_found', 'Payment not found', `There is no payment ${paymentId}.`)
  return found
}

/** The Payments API: see `documents/payments.yaml`. */
export const paymentRoutes: Routes = {
  'GET /payments': ({ query }) => {
    const status = oneOf(query, 'status', STATUSES)
    return pageOf(
      payments.map(view).filter((one) => !status || one.status === status),
      query,
    )
  },
  'POST /payments': createPayment,
  'GET /payments/{paymentId}': (call) => ok(view(paymentOf(call))),
  'POST /payments/{paymentId}/cancel': (call) => {
    const payment = paymentOf(call)
    if (view(payment).status === 'settled') {
      throw new ProblemError(409, 'already_settled', 'Already settled', `${payment.id} has left the account.`)
    }
    payment.isCancelled = true
    return ok(view(payment))
  },
  'POST /payee-checks': async ({ request }) => {
    const body = await readJsonBody(request)
    const iban = text(body, 'iban')
    if (!IBAN.test(iban)) throw new ProblemError(422, 'invalid_iban', 'Invalid IBAN', 'iban is not an IBAN.')
    const owner = accounts.find((one) => one.iban === iban)?.owner.name ?? 'Harbour Homes Limited'
    const name = text(body, 'name').toLowerCase()
    if (name === owner.toLowerCase()) return ok({ match: 'full' })
    const isClose = name !== '' && owner.toLowerCase().startsWith(name.split(' ')[0]!)
    return ok(isClose ? { match: 'close', knownAs: owner } : { match: 'none' })
  },
}
