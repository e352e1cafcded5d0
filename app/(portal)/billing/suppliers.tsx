import { EditBillingDetails } from '#components/billing/edit-billing-details.tsx'
import { PaymentMethodActions } from '#components/billing/payment-method.tsx'
import { SupplierCard } from '#components/billing/supplier-card.tsx'
import { Section } from '#components/patterns/section.tsx'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { CustomerItem } from '#lib/customer/schema.ts'
import { listOpenBalances } from '#lib/invoice/open-balances.ts'
import { listPaymentMethods } from '#lib/payment/queries.ts'
import { openBillingPortalAction, openCheckoutAction, updateCustomerAction } from './actions.ts'

/** Each provider that is bought from: who may pay changes how, everybody else reads it. */
export async function Suppliers({ actor, customers }: { actor: Actor; customers: CustomerItem[] }) {
  const consumers = [...new Set(customers.map(({ consumer }) => consumer.id))]
  const [balances, ...methods] = await Promise.all([
    listOpenBalances(actor),
    ...consumers.map((id) => listPaymentMethods(actor, id)),
  ])
  return (
    <Section title="Providers">
      <div className="flex flex-col gap-3">
        {customers.map((customer) => {
          const { provider, consumer } = customer
          const known = methods[consumers.indexOf(consumer.id)]
          const method = known?.find(({ organization }) => organization.id === provider.id) ?? null
          const mayPay = can(actor, 'payment:manage', consumer.id)
          return (
            <SupplierCard
              key={customer.id}
              customer={customer}
              method={method}
              balances={balances.filter(({ customerId }) => customerId === customer.id)}
              isConsumerNamed={actor.memberships.length > 1}
              editDetails={
                mayPay && (
                  <EditBillingDetails
                    details={customer}
                    provider={provider.name}
                    update={updateCustomerAction.bind(null, customer.id)}
                  />
                )
              }
              methodActions={
                mayPay &&
                method?.provider === 'stripe' && (
                  <PaymentMethodActions
                    hasMethod={method.paymentMethod !== ''}
                    provider={provider.name}
                    openCheckout={openCheckoutAction.bind(null, provider.id, consumer.id)}
                    openPortal={openBillingPortalAction.bind(null, provider.id, consumer.id)}
                  />
                )
              }
            />
          )
        })}
      </div>
    </Section>
  )
}
