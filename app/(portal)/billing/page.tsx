import { Wallet } from 'lucide-react'
import { PaymentReturn } from '#components/billing/payment-return.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { requireActor } from '#lib/auth/session.ts'
import { listCustomers } from '#lib/customer/queries.ts'
import { BillingNotices } from './notices.tsx'
import { Suppliers } from './suppliers.tsx'
import { Upcoming } from './upcoming.tsx'

type Props = { searchParams: Promise<{ payment?: string }> }

export const metadata = { title: 'Billing' }

/** What the reader's organizations pay their providers: how, for what, and what they were told about it. */
export default async function BillingPage({ searchParams }: Props) {
  const actor = await requireActor('/billing')
  const { data: customers } = await listCustomers(actor, { side: 'consumer', limit: 100 })
  return (
    <>
      <PageHeader
        title="Billing"
        description="How you pay the providers that you buy from, and what comes next."
        actions={customers.length > 0 && <LinkButton href="/invoices">Invoices</LinkButton>}
      />
      <PaymentReturn payment={(await searchParams).payment} href="/billing" />
      {customers.length === 0 ? (
        <EmptyState
          icon={<Wallet />}
          title="Nothing is bought yet"
          action={
            <LinkButton href="/catalogue" variant="primary">
              Browse the catalogue
            </LinkButton>
          }
        >
          When you subscribe to a plan with a price, its provider stands here: how you pay it, what its
          invoices say of you, and what is owed.
        </EmptyState>
      ) : (
        <>
          <Suppliers actor={actor} customers={customers} />
          <Upcoming actor={actor} />
          <BillingNotices actor={actor} />
        </>
      )}
    </>
  )
}
