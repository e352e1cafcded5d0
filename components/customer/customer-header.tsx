import { ObjectCommands } from '#components/patterns/object-commands.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Badge } from '#components/ui/badge.tsx'
import type { CustomerItem } from '#lib/customer/schema.ts'

type Props = {
  customer: CustomerItem
  /** `/console/{organization}` */
  base: string
}

/** A customer's name, and where else it is found. */
export function CustomerHeader({ customer, base }: Props) {
  const { id, legalName, consumer, isSandbox } = customer
  const name = legalName || consumer.name
  return (
    <>
      <ObjectCommands
        name={name}
        id={id}
        links={[
          { label: 'Invoices', href: `${base}/invoices?customerId=${id}` },
          { label: 'History', href: `${base}/changes?object=${id}` },
        ]}
      />
      <PageHeader
        title={name}
        badge={isSandbox && <Badge>Sandbox</Badge>}
        breadcrumb={[{ label: 'Customers', href: `${base}/customers` }, { label: name }]}
      />
    </>
  )
}
