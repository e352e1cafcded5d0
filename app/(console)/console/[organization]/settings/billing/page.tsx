import { BillingSettingsForm } from '#components/billing-settings/billing-settings-form.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { getBillingSettings } from '#lib/billing-settings/queries.ts'
import { can } from '#lib/core/authorize.ts'
import { updateBillingSettingsAction } from './actions.ts'

type Props = { params: Promise<{ organization: string }> }

export const metadata = { title: 'Billing' }

/** How the organization bills its customers. */
export default async function BillingPage({ params }: Props) {
  const { actor, organization } = await requireOrganization((await params).organization)
  const { organizationId, role } = organization
  const settings = await getBillingSettings(actor, organizationId)
  const isReadOnly = !can(actor, 'billing:manage', organizationId)
  return (
    <>
      {isReadOnly && (
        <Callout tone="info" className="mb-6 max-w-160">
          You see how {organization.name} bills. Your role is {role}; owners and admins change it.
        </Callout>
      )}
      <BillingSettingsForm settings={settings} isReadOnly={isReadOnly} update={updateBillingSettingsAction} />
    </>
  )
}
