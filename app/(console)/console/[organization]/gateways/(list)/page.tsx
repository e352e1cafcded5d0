import { GatewayTable } from '#components/gateway/gateway-table.tsx'
import { LeaseForm } from '#components/gateway/lease-form.tsx'
import { RegisterGateway } from '#components/gateway/register-gateway.tsx'
import { AutoRefresh } from '#components/patterns/auto-refresh.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Section } from '#components/patterns/section.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { getEnvironment, listGateways } from '#lib/gateway/queries.ts'
import { registerGatewayAction, updateLeaseAction } from '../actions.ts'

type Props = { params: Promise<{ organization: string }> }

export const metadata = { title: 'Gateways' }

/** The fleet: what each gateway runs, how far it is, and what it rejected. */
export default async function GatewaysPage({ params }: Props) {
  const { actor, base } = await requireOrganization((await params).organization)
  const [environment, { data }] = await Promise.all([getEnvironment(actor), listGateways(actor)])
  return (
    <>
      <AutoRefresh seconds={2} />
      <PageHeader
        title="Gateways"
        description={`${environment.name} is at revision ${environment.revision}.`}
        breadcrumb={[{ label: 'Gateways' }]}
        actions={actor.isOperator && <RegisterGateway register={registerGatewayAction} />}
      />
      <GatewayTable gateways={data} hrefOf={(id) => `${base}/gateways/${id}`} />
      {actor.isOperator && (
        <Section
          title="Lease"
          description="How long a gateway may serve from a configuration that nobody confirmed, and what it does then."
        >
          <LeaseForm environment={environment} update={updateLeaseAction} />
        </Section>
      )}
    </>
  )
}
