import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type StripeServer, startStripeServer } from '#e2e/stripe/start-stripe-server.ts'

// The server that other tests trust: it must be as strict as Stripe.
let server: StripeServer
let client: Stripe
beforeAll(async () => {
  server = await startStripeServer({ port: 0, webhookSecret: 'whsec_x' })
  client = clientOf(server)
})
afterAll(() => server.stop())

const refusalOf = (work: Promise<unknown>): Promise<Stripe.errors.StripeError> =>
  work.then(
    () => expect.fail('it was done'),
    (error: Stripe.errors.StripeError) => error,
  )

describe('refuses as Stripe does', () => {
  test.each([
    ['an unknown parameter', { nmae: 'x' }, 'parameter_unknown', 'nmae'],
    ['an unknown member of one', { address: { planet: 'x' } }, 'parameter_unknown', 'address[planet]'],
  ])('%s', async (_, params, code, param) => {
    const error = await refusalOf(client.customers.create(params as Stripe.CustomerCreateParams))
    expect(error).toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 400, code, param })
  })

  test('a parameter that is missing, and an object that is not there', async () => {
    expect(await refusalOf(client.invoiceItems.create({ amount: 1 }))).toMatchObject({
      code: 'parameter_missing',
    })
    expect(await refusalOf(client.customers.retrieve('cus_none'))).toMatchObject({
      code: 'resource_missing',
      statusCode: 404,
    })
  })

  test('a wrong key', async () => {
    const response = await fetch(`${server.url}/v1/customers/cus_x`, {
      headers: { authorization: 'Bearer no' },
    })
    expect(response.status).toBe(401)
  })

  test('one idempotency key for two requests', async () => {
    const options = { idempotencyKey: 'one' }
    const first = await client.customers.create({ name: 'A' }, options)
    expect((await client.customers.create({ name: 'A' }, options)).id).toBe(first.id)
    expect(await refusalOf(client.customers.create({ name: 'B' }, options))).toMatchObject({
      type: 'StripeIdempotencyError',
    })
  })

  test('a line on an invoice that is finalized', async () => {
    const { id: customer } = await client.customers.create({ name: 'A' })
    const { id: invoice } = await client.invoices.create({ customer, currency: 'eur' })
    await client.invoices.finalizeInvoice(invoice)
    const item = { customer, invoice, amount: 1, currency: 'eur' }
    expect(await refusalOf(client.invoiceItems.create(item))).toMatchObject({ statusCode: 400 })
  })
})

const clientOf = ({ url }: StripeServer) => {
  const { hostname, port } = new URL(url)
  return new Stripe('sk_test_x', { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 })
}

test('killed and started again, it knows what it knew: objects, answers under their keys', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'stripe-'))
  const options = { port: 0, webhookSecret: 'whsec_x', file: join(directory, 'stripe.json') }
  const before = await startStripeServer(options)
  const made = await clientOf(before).customers.create({ name: 'A' }, { idempotencyKey: 'kept' })
  await before.stop()
  const after = await startStripeServer(options)
  const again = await clientOf(after).customers.create({ name: 'A' }, { idempotencyKey: 'kept' })
  expect(again).toMatchObject({ id: made.id, name: 'A' })
  expect(await clientOf(after).customers.retrieve(made.id)).toMatchObject({ id: made.id })
  await after.stop()
  rmSync(directory, { recursive: true })
})

test('killed before a webhook was taken, it sends it after its start, and not once more after the next', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'stripe-'))
  const options = { port: 0, webhookSecret: 'whsec_x', file: join(directory, 'stripe.json') }
  // Nobody listens at the discard port.
  const before = await startStripeServer({ ...options, webhookUrl: 'http://127.0.0.1:9/' })
  before.webhooks.delivery.mode = 'hold'
  const { id } = await clientOf(before).customers.create({ name: 'A' })
  await clientOf(before).customers.update(id, { name: 'B' })
  await before.stop()

  const taken: string[] = []
  const http = createServer(async (request, response) => {
    const event = (await json(request)) as Stripe.Event
    taken.push(event.type)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const webhookUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`
  for (let start = 0; start < 2; start++) {
    const after = await startStripeServer({ ...options, webhookUrl })
    await expect.poll(() => after.webhooks.isIdle).toBe(true)
    await after.stop()
  }
  expect(taken.toSorted()).toEqual(['customer.created', 'customer.updated'])
  http.close()
  rmSync(directory, { recursive: true })
})
