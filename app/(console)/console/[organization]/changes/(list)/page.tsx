import { GitCommitVertical } from 'lucide-react'
import { revisionStatusAction } from '#app/actions/revision.ts'
import { ChangeTable } from '#components/change/change-table.tsx'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { listChanges } from '#lib/change/queries.ts'

type Query = { cursor?: string; kind?: string; object?: string; scope?: string }
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Query> }

export const metadata = { title: 'Changes' }

const kinds = [
  'api',
  'product',
  'plan',
  'application',
  'subscription',
  'credential',
  'member',
  'organization',
] as const

/** Who changed what when, and where it holds. */
export default async function ChangesPage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { cursor, kind, object, scope } = await searchParams
  const isInstallation = scope === 'installation' && actor.isOperator
  const filter = {
    ...(isInstallation ? { isInstallation } : { organizationId: organization.organizationId }),
    ...(kind && { objectKind: kind }),
    ...(object && { object }),
  }
  const { data, nextCursor } = await listChanges(actor, { ...filter, cursor, limit: 50 })
  const exported = new URLSearchParams({
    ...(kind && { kind }),
    ...(object && { object }),
    ...(scope && { scope }),
  })
  const isFiltered = Boolean(kind || object)
  return (
    <>
      <PageHeader
        title="Changes"
        description="Every change with who made it, the difference, and each gateway’s proof that it holds."
        breadcrumb={[{ label: 'Changes' }]}
        actions={
          <LinkButton href={`${base}/changes/export?${exported}`} prefetch={false}>
            Export CSV
          </LinkButton>
        }
      />
      <FilterBar
        filters={[
          {
            id: 'kind',
            label: 'Object',
            options: kinds.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) })),
          },
          ...(actor.isOperator
            ? [
                {
                  id: 'scope',
                  label: 'Of',
                  defaultValue: 'organization',
                  options: [
                    { value: 'organization', label: organization.name },
                    { value: 'installation', label: 'The installation' },
                  ],
                },
              ]
            : []),
        ]}
      />
      <ChangeTable
        changes={data}
        nextCursor={nextCursor}
        hrefOf={(id) => `${base}/changes/${id}`}
        fetchStatus={revisionStatusAction}
        empty={
          isFiltered ? (
            <EmptyFilter isBare what="changes" />
          ) : (
            <EmptyState isBare icon={<GitCommitVertical />} title="No changes yet">
              Whatever is created, changed or revoked shows here, with the proof of every gateway.
            </EmptyState>
          )
        }
      />
    </>
  )
}
