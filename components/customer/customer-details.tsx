import { countryName } from '#components/billing/country.ts'
import { KeyValue } from '#components/patterns/key-value.tsx'
import { Time } from '#components/ui/time.tsx'
import type { CustomerItem } from '#lib/customer/schema.ts'

const or = (text: string, fallback: string) => text || <span className="text-muted">{fallback}</span>

/** What invoices say of a customer, and how it pays. */
export function CustomerDetails({ customer }: { customer: CustomerItem }) {
  const { legalName, address, country, taxId, email, paymentMethod, consumer, createdAt } = customer
  return (
    <KeyValue
      items={[
        { label: 'Organization', value: consumer.name },
        { label: 'Legal name', value: or(legalName, 'As the organization') },
        {
          label: 'Address',
          value: address ? <span className="whitespace-pre-line">{address}</span> : or('', 'Not told'),
        },
        { label: 'Country', value: or(countryName(country), 'Not told: taxed as in your country') },
        { label: 'Tax id', value: or(taxId, 'Not told') },
        { label: 'E-mail', value: or(email, 'To its owners') },
        { label: 'Pays by', value: or(paymentMethod, 'Transfer: it has left no card') },
        { label: 'Customer since', value: <Time at={createdAt} look="date" /> },
      ]}
    />
  )
}
