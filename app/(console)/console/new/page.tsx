import { CreateOrganizationForm } from '#components/organization/create-organization-form.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { requireActor } from '#lib/auth/session.ts'
import { createOrganizationAction } from './actions.ts'

export const metadata = { title: 'New organization' }

/** For people who belong to none, or want another. */
export default async function NewOrganizationPage() {
  await requireActor('/console/new')
  return (
    <main className="mx-auto max-w-120 px-4 py-16">
      <PageHeader
        title="New organization"
        description="It owns what you publish and the applications with which you call APIs."
      />
      <CreateOrganizationForm create={createOrganizationAction} />
    </main>
  )
}
