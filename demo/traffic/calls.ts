import { randomUUID } from 'node:crypto'

/** One request of the demo's traffic, relative to an API's address. */
export interface DemoCall {
  method: 'GET' | 'POST'
  path: string
  body?: object
  headers?: Record<string, string>
  /** Ends a stream that would never end. */
  readMs?: number
}

type Random = () => number
type Weighted = [weight: number, make: (random: Random) => DemoCall]

const get = (path: string): DemoCall => ({ method: 'GET', path })
const accountId = (random: Random) => `acc_${1001 + Math.floor(random() * 40)}`
const SYMBOLS = ['NRDW', 'HLVT', 'ALPN', 'BRGA', 'MRDX', 'QNTM', 'PCFC', 'TDWR']
const symbol = (random: Random) => SYMBOLS[Math.floor(random() * SYMBOLS.length)]

function payment(random: Random, amount: string): DemoCall {
  return {
    method: 'POST',
    path: '/payments',
    headers: { 'idempotency-key': randomUUID() },
    body: {
      debtorAccountId: accountId(random),
      creditor: { name: 'Harbour Homes Ltd', iban: 'GB33BUKB20201555555555' },
      amount: { value: amount, currency: 'EUR' },
      reference: 'Demo traffic',
    },
  }
}

const someAmount = (random: Random) => (5 + random() * 900).toFixed(2)

// Weights as in real life: mostly reads that succeed, now and then something that is not there or not allowed.
const CALLS: Record<string, Weighted[]> = {
  accounts: [
    [22, () => get('/accounts?limit=10')],
    [24, (random) => get(`/accounts/${accountId(random)}`)],
    [26, (random) => get(`/accounts/${accountId(random)}/balances`)],
    [20, (random) => get(`/accounts/${accountId(random)}/transactions?limit=20`)],
    [4, (random) => get(`/accounts/${accountId(random)}/statements`)],
    [3, () => get('/accounts/acc_9999')],
    [1, () => get('/accounts?limit=1000')],
  ],
  payments: [
    [40, (random) => payment(random, someAmount(random))],
    [34, () => get('/payments?limit=20')],
    [
      14,
      () => ({
        method: 'POST',
        path: '/payee-checks',
        body: { name: 'Harbour Homes', iban: 'GB33BUKB20201555555555' },
      }),
    ],
    [6, (random) => payment(random, '13.13')],
    [3, (random) => payment(random, '25000.00')],
    [3, () => get('/payments/pay_999999')],
  ],
  market: [
    [44, (random) => get(`/quotes/${symbol(random)}`)],
    [22, () => get('/quotes?symbols=NRDW,HLVT,MRDX')],
    [14, (random) => get(`/candles/${symbol(random)}?interval=1h&limit=24`)],
    [8, () => get('/instruments')],
    [6, (random) => get(`/quotes/${symbol(random)}?delayMs=${Math.floor(200 + random() * 1500)}`)],
    [2, () => ({ ...get('/quotes/stream?symbols=NRDW,HLVT'), readMs: 4_000 })],
    [2, () => get('/quotes/HALT')],
    [2, () => get('/quotes/NOSUCH')],
  ],
}

/** A call that suits the API at this address, or null when the demo has no such API. */
export function callFor(apiBaseUrl: string, random: Random): DemoCall | null {
  const slug = new URL(apiBaseUrl).pathname
  const calls = Object.entries(CALLS).find(([name]) => slug.includes(name))?.[1]
  if (!calls) return null
  let rest = random() * calls.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, make] of calls) {
    rest -= weight
    if (rest < 0) return make(random)
  }
  return null
}
