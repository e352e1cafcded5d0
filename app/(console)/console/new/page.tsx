import { CreateOrganizationForm } from '#components/organization/create-organization-form.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { requireActor } from '#lib/auth/session.ts'
import { createOrganizationAction } from './actions.ts'

type Props = { searchParams: Promise<{ sandbox?: string }> }

export const metadata = { title: 'New organization' }

/** For people who belong to none, or want another. */
export default async function NewOrganizationPage({ searchParams }: Props) {
  await requireActor('/console/new')
  const isSandbox = (await searchParams).sandbox === '1'
  return (
    <main className="mx-auto max-w-120 px-4 py-16">
      <PageHeader
        title="New organization"
        description="It owns what you publish and the applications with which you call APIs."
      />
      <CreateOrganizationForm create={createOrganizationAction} isSandbox={isSandbox} />
    </main>
  )
}
