import { AuthFrame } from '#components/auth/auth-frame.tsx'
import { AuthPanel } from '#components/auth/auth-panel.tsx'
import { CreateOrganizationForm } from '#components/organization/create-organization-form.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { createOrganizationAction } from './actions.ts'

export const metadata = { title: 'New organization' }

export default function NewOrganizationPage() {
  return (
    <AuthFrame>
      <AuthPanel
        title="New organization"
        description="It owns APIs, products and applications. You will be its owner and can invite others."
        foot={<TextLink href="/">Back to the portal</TextLink>}
      >
        <CreateOrganizationForm create={createOrganizationAction} />
      </AuthPanel>
    </AuthFrame>
  )
}
