import { expect, it } from 'vitest'
import { makeParty } from '#lib/application/fixture.ts'
import { readBillingSettings } from '#lib/billing-settings/queries.ts'
import { updateBillingSettings } from '#lib/billing-settings/update-billing-settings.ts'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { describeVerb, expectRefusal } from '#lib/core/testing.ts'
import { makeBilledSubscription } from '#lib/invoice/fixture.ts'
import { getCustomer, listCustomers } from './queries.ts'
import { updateCustomer } from './update-customer.ts'

async function arrange() {
  const [provider, consumer] = await Promise.all([makeParty('Provider'), makeParty('Consumer')])
  const id = newId('cus')
  await db.customer.create({ data: { id, organizationId: provider.id, consumerId: consumer.id } })
  return { provider, consumer, id, input: { id, legalName: 'Acme GmbH', country: 'de', taxId: 'DE1' } }
}

describeVerb('updateCustomer, by the customer', {
  verb: updateCustomer,
  arrange: async () => {
    const made = await arrange()
    return { ...made, actor: made.consumer.actor, organizationId: made.consumer.id }
  },
  does: async ({ id }, { provider }) => {
    expect(await getCustomer(provider.actor, id)).toMatchObject({ legalName: 'Acme GmbH', country: 'DE' })
  },
  role: 'admin',
  event: 'customer.updated',
  repeated: 'nothing',
})

describeVerb('updateCustomer, by the provider', {
  verb: updateCustomer,
  arrange: async () => {
    const made = await arrange()
    return { ...made, actor: made.provider.actor, organizationId: made.provider.id }
  },
  does: async ({ id }, { provider, consumer }) => {
    const mine = await listCustomers(provider.actor, { search: 'acme' })
    expect(mine.data.map((item) => item.id)).toEqual([id])
    expect((await listCustomers(consumer.actor, { side: 'consumer' })).data).toHaveLength(1)
    expect((await listCustomers(consumer.actor)).data).toEqual([])
  },
  role: 'admin',
  event: 'customer.updated',
  repeated: 'nothing',
})

describeVerb('updateBillingSettings', {
  verb: updateBillingSettings,
  arrange: async () => {
    const provider = await makeParty('Provider')
    const taxRates = [{ country: 'DE', ratePercent: 19 }]
    const input = { organizationId: provider.id, legalName: 'Acme GmbH', taxRates, dunningDays: [1] }
    return { actor: provider.actor, organizationId: provider.id, input }
  },
  does: async (_, { organizationId }) => {
    expect(await readBillingSettings(db, organizationId)).toMatchObject({
      legalName: 'Acme GmbH',
      taxRates: [{ country: 'DE', ratePercent: 19 }],
      dunningDays: [1],
      invoicePrefix: 'INV',
    })
  },
  role: 'admin',
  event: 'billing_settings.updated',
  repeated: 'nothing',
})

it('settings that are not sound are refused, each at its field', async () => {
  const { actor, id: organizationId } = await makeParty()
  const rate = (country: string, ratePercent: number) => ({ country, ratePercent })
  const update = (wanted: object) => updateBillingSettings(actor, { organizationId, ...wanted })
  await expectRefusal(update({ taxRates: [rate('DE', 19), rate('DE', 7)] }), 'invalid_input', [
    'taxRates.1.country',
  ])
  await expectRefusal(update({ taxRates: [rate('DE', 101)] }), 'invalid_input', ['taxRates.0.ratePercent'])
  await expectRefusal(update({ country: 'Germany' }), 'invalid_input', ['country'])
  await expectRefusal(update({ paymentProvider: 'stripe' }), 'invalid_input', ['paymentProvider'])
})

it('who subscribes to a plan with a price is a customer at once, before anything is to be paid', async () => {
  const { provider, consumer } = await makeBilledSubscription({
    pricing: { trial: { kind: 'days', days: 14 } },
  })
  expect(await db.invoice.count({ where: { organizationId: provider.id } })).toBe(0)
  const { data } = await listCustomers(consumer.actor, { side: 'consumer' })
  expect(data).toMatchObject([
    { provider: { id: provider.id }, consumer: { id: consumer.id }, legalName: consumer.name },
  ])
})
