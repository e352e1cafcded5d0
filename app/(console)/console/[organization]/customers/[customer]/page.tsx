import { EditBillingDetails } from '#components/billing/edit-billing-details.tsx'
import { CustomerDetails } from '#components/customer/customer-details.tsx'
import { CustomerHeader } from '#components/customer/customer-header.tsx'
import { CustomerSubscriptions } from '#components/customer/customer-subscriptions.tsx'
import { CustomerSums } from '#components/customer/customer-sums.tsx'
import { InvoiceTable } from '#components/invoice/invoice-table.tsx'
import { NoticeList } from '#components/notice/notice-list.tsx'
import { Section } from '#components/patterns/section.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { updateCustomerAction } from './actions.ts'
import { customerOf } from './customer-of.ts'

type Props = { params: Promise<{ organization: string; customer: string }> }

export const metadata = { title: 'Customer' }

/** One customer: what it owes, what it buys, and what invoices say of it. */
export default async function CustomerPage({ params }: Props) {
  const { organization: slug, customer: id } = await params
  const { base, customer, invoices, notices, mayManage, ...more } = await customerOf(slug, id)
  const subscriptionHref = (subscriptionId: string) => `${base}/subscriptions/${subscriptionId}`
  return (
    <>
      <CustomerHeader customer={customer} base={base} />
      <CustomerSums sums={customer.sums} />
      <Section
        title="Invoices"
        actions={
          invoices.nextCursor && <TextLink href={`${base}/invoices?customerId=${id}`}>Show all</TextLink>
        }
      >
        <InvoiceTable
          invoices={invoices.data}
          hrefOf={(invoiceId) => `${base}/invoices/${invoiceId}`}
          empty={<p className="px-4 py-8 text-center text-table text-muted">No invoices yet</p>}
        />
      </Section>
      <Section title="Subscriptions">
        <CustomerSubscriptions {...more} hrefOf={subscriptionHref} />
      </Section>
      <div className="mt-8 grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <Section
          title="Billing details"
          className="mt-0"
          actions={
            mayManage && (
              <EditBillingDetails
                details={customer}
                provider={customer.provider.name}
                update={updateCustomerAction.bind(null, id)}
              />
            )
          }
        >
          <CustomerDetails customer={customer} />
        </Section>
        <Section title="Notices" description="What it was told about its limits." className="mt-0">
          {notices.length === 0 ? (
            <p className="text-muted">It was told nothing yet.</p>
          ) : (
            <NoticeList notices={notices} hrefOf={(notice) => subscriptionHref(notice.subscriptionId)} />
          )}
        </Section>
      </div>
    </>
  )
}
