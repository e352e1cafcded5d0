import { Section } from '#components/patterns/section.tsx'
import { NoStripe } from '#components/payment/no-stripe.tsx'
import { StripeDrift } from '#components/payment/stripe-drift.tsx'
import { TaskTable } from '#components/payment/task-table.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { getBillingSettings } from '#lib/billing-settings/queries.ts'
import { can } from '#lib/core/authorize.ts'
import { listDrift, listOutboundTasks } from '#lib/payment/drift-queries.ts'
import { retryOutboundTaskAction } from '../../actions.ts'

type Props = {
  params: Promise<{ organization: string }>
  searchParams: Promise<{ cursor?: string; drift?: string }>
}

export const metadata = { title: 'Stripe' }

const wanted = { open: 'true', mended: 'false' } as const

/** What is on its way to Stripe, and where its books differ. */
export default async function StripePage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { organizationId } = organization
  const { cursor, drift: filter } = await searchParams
  const isOpen = wanted[filter as keyof typeof wanted]
  const [settings, tasks, drift] = await Promise.all([
    getBillingSettings(actor, organizationId),
    listOutboundTasks(actor, organizationId),
    listDrift(actor, { organizationId, cursor, isOpen }),
  ])
  const { isStripeAvailable, paymentProvider } = settings
  const isUnused = paymentProvider !== 'stripe' && tasks.length === 0 && drift.data.length === 0
  if (!isStripeAvailable || (isUnused && !filter))
    return <NoStripe isAvailable={isStripeAvailable} settingsHref={`${base}/settings/billing`} />
  return (
    <>
      <Section
        title="Work for Stripe"
        description="Copied and collected after each commit, and tried again until Stripe has it."
      >
        <TaskTable
          tasks={tasks}
          hrefOf={(invoiceId) => `${base}/invoices/${invoiceId}`}
          mayRetry={can(actor, 'billing:manage', organizationId)}
          retry={retryOutboundTaskAction}
        />
      </Section>
      <StripeDrift {...drift} base={base} isFiltered={isOpen !== undefined} />
    </>
  )
}
