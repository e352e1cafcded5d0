import type Stripe from 'stripe'
import { db } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'

/** Our id in Stripe's metadata: what an object is found by when the answer that named it was lost. */
export const CUSTOMER_KEY = 'gatehouse_customer'

async function findByOurId(stripe: Stripe, customerId: string): Promise<string | null> {
  const { data } = await stripe.customers.search({
    query: `metadata['${CUSTOMER_KEY}']:'${customerId}'`,
    limit: 1,
  })
  return data[0]?.id ?? null
}

/**
 * The customer's id at Stripe; made there when it has none. Its key is derived from ours, so two at once, and a call whose
 * answer was lost, make one. `isRepeat`: Stripe may have forgotten the key by now, so it is looked for first.
 */
export async function ensureStripeCustomer(
  stripe: Stripe,
  customerId: string,
  { isRepeat = true, keyVersion = 1 } = {},
): Promise<string> {
  const customer =
    (await db.customer.findUnique({
      where: { id: customerId },
      select: {
        stripeCustomerId: true,
        legalName: true,
        email: true,
        country: true,
        address: true,
        consumer: true,
      },
    })) ?? notFound('customer', customerId)
  if (customer.stripeCustomerId) return customer.stripeCustomerId
  const id =
    (isRepeat ? await findByOurId(stripe, customerId) : null) ??
    (
      await stripe.customers.create(
        {
          name: customer.legalName || customer.consumer.name,
          ...(customer.email && { email: customer.email }),
          ...(customer.country && {
            address: { country: customer.country, line1: customer.address.slice(0, 200) },
          }),
          metadata: { [CUSTOMER_KEY]: customerId },
        },
        { idempotencyKey: `${customerId}/create/${keyVersion}` },
      )
    ).id
  await db.customer.update({ where: { id: customerId }, data: { stripeCustomerId: id } })
  return id
}
