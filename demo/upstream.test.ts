import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import SwaggerParser from '@apidevtools/swagger-parser'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createUpstream } from './upstream/server.ts'

const server = createUpstream()
let origin = ''

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

type Schema = Record<string, unknown>
type Operation = { responses: Record<string, { content?: Record<string, { schema: Schema }> }> }

const ajv = addFormats.default(new Ajv2020({ strict: false }))

/** The schema that a document promises for an answer. */
async function promised(
  name: string,
  path: string,
  method: string,
  status: number,
  type: string,
): Promise<Schema> {
  const document = await SwaggerParser.dereference(`demo/documents/${name}.yaml`)
  const operation = (document.paths as Record<string, Record<string, Operation>>)[path]?.[method]
  const schema = operation?.responses[status]?.content?.[type]?.schema
  if (!schema) throw new Error(`${name}.yaml promises no ${status} for ${method} ${path}`)
  return schema
}

const newPayment = (value: string) => ({
  debtorAccountId: 'acc_1001',
  creditor: { name: 'Harbour Homes Ltd', iban: 'GB33BUKB20201555555555' },
  amount: { value, currency: 'EUR' },
  reference: 'Rent',
})

const calls: [document: string, operation: string, url: string, status: number, body?: object][] = [
  ['accounts', 'get /accounts', '/accounts?limit=3', 200],
  ['accounts', 'get /accounts', '/accounts?limit=0', 400],
  ['accounts', 'get /accounts/{accountId}', '/accounts/acc_1001', 200],
  ['accounts', 'get /accounts/{accountId}', '/accounts/acc_9999', 404],
  ['accounts', 'get /accounts/{accountId}/balances', '/accounts/acc_1002/balances', 200],
  ['accounts', 'get /accounts/{accountId}/transactions', '/accounts/acc_1001/transactions', 200],
  ['accounts', 'get /accounts/{accountId}/transactions', '/accounts/acc_1001/transactions?from=x', 400],
  [
    'accounts',
    'get /accounts/{accountId}/transactions/{transactionId}',
    '/accounts/acc_1001/transactions/txn_1001_0001',
    200,
  ],
  [
    'accounts',
    'get /accounts/{accountId}/transactions/{transactionId}',
    '/accounts/acc_1001/transactions/txn_1_1',
    404,
  ],
  ['accounts', 'get /accounts/{accountId}/statements', '/accounts/acc_1001/statements', 200],
  ['payments', 'get /payments', '/payments', 200],
  ['payments', 'post /payments', '/payments', 201, newPayment('20.00')],
  ['payments', 'post /payments', '/payments', 422, newPayment('13.13')],
  ['payments', 'post /payments', '/payments', 422, newPayment('10000.00')],
  ['payments', 'post /payments', '/payments', 422, {}],
  ['payments', 'get /payments/{paymentId}', '/payments/pay_000001', 200],
  ['payments', 'get /payments/{paymentId}', '/payments/pay_999999', 404],
  ['payments', 'post /payments/{paymentId}/cancel', '/payments/pay_000001/cancel', 200, {}],
  ['payments', 'post /payee-checks', '/payee-checks', 200, newPayment('1.00').creditor],
  ['payments', 'post /payee-checks', '/payee-checks', 422, { name: 'x', iban: 'x' }],
  ['market-data', 'get /instruments', '/instruments?kind=share', 200],
  ['market-data', 'get /quotes', '/quotes?symbols=NRDW,XXXX', 200],
  ['market-data', 'get /quotes', '/quotes', 400],
  ['market-data', 'get /quotes/{symbol}', '/quotes/NRDW', 200],
  ['market-data', 'get /quotes/{symbol}', '/quotes/XXXX', 404],
  ['market-data', 'get /quotes/{symbol}', '/quotes/HALT', 503],
  ['market-data', 'get /candles/{symbol}', '/candles/NRDW?interval=1d&limit=5', 200],
]

describe('answers as its documents promise', () => {
  for (const [index, [name, operation, url, status, body]] of calls.entries()) {
    test(`${operation} ${status} (${url})`, async () => {
      const [method, path] = operation.split(' ') as [string, string]
      const headers = { 'idempotency-key': `test-key-${index}` }
      const response = await fetch(origin + url, { method, headers, body: body && JSON.stringify(body) })
      const type = response.headers.get('content-type') ?? ''
      expect([response.status, type]).toEqual([
        status,
        status < 400 ? 'application/json' : 'application/problem+json',
      ])
      const validate = ajv.compile(await promised(name, path, method, status, type))
      validate(await response.json())
      expect(validate.errors).toBeNull()
    })
  }
})

describe('payments', () => {
  const pay = (key: string, value: string) =>
    fetch(`${origin}/payments`, {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: JSON.stringify(newPayment(value)),
    })

  test('the same key and body make one payment, another body is refused', async () => {
    const first = await pay('once-and-only', '7.00')
    const second = await pay('once-and-only', '7.00')
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect(((await second.json()) as { id: string }).id).toBe(((await first.json()) as { id: string }).id)
    expect((await pay('once-and-only', '8.00')).status).toBe(409)
  })
})

test('a list can be walked page by page, each entry once', async () => {
  const ids: string[] = []
  for (let cursor = ''; ; ) {
    const response = await fetch(`${origin}/accounts?limit=10${cursor && `&cursor=${cursor}`}`)
    const page = (await response.json()) as { data: { id: string }[]; nextCursor?: string }
    ids.push(...page.data.map(({ id }) => id))
    if (!page.nextCursor) break
    cursor = page.nextCursor
  }
  expect(ids.length).toBeGreaterThan(20)
  expect(ids).toEqual([...new Set(ids)].sort())
})

test('the stream sends quotes and ends at its limit', async () => {
  const text = await (await fetch(`${origin}/quotes/stream?symbols=NRDW,HLVT&limit=2`)).text()
  expect(text.match(/^event: quote$/gm)).toHaveLength(2)
})

test('a slow answer is as slow as asked for', async () => {
  const startedAt = performance.now()
  await fetch(`${origin}/quotes/NRDW?delayMs=120`)
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(115)
})
