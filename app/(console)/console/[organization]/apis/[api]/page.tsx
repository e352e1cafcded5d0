import { OperationTable } from '#components/api/operation-table.tsx'
import { ProblemList } from '#components/api/problem-list.tsx'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { KeyValue } from '#components/patterns/key-value.tsx'
import { Section } from '#components/patterns/section.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { getApi } from '#lib/api/queries.ts'
import { listOperations } from '#lib/api/reference-queries.ts'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'

type Props = { params: Promise<{ organization: string; api: string }>; searchParams: Promise<{ q?: string }> }

export const metadata = { title: 'API' }

/** What was read out of the current document. */
export default async function ApiPage({ params, searchParams }: Props) {
  const { organization, api: id } = await params
  const { actor, base } = await requireOrganization(organization)
  const { q } = await searchParams
  const api = await orNotFound(getApi(actor, id))
  const version = api.currentVersion
  if (!version) return <p className="text-muted">This API has no document.</p>
  const operations = await listOperations(version.id, { search: q, limit: 200 })
  const { problems } = version
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[1fr_20rem]">
      <div className="min-w-0">
        {problems.length > 0 && (
          <Section title="Warnings of the document">
            <ProblemList problems={problems} />
          </Section>
        )}
        <Section title="Operations" description={`${version.operationCount.toLocaleString('en')} in all`}>
          <FilterBar search="Find by path or summary" />
          <OperationTable operations={operations} empty={<EmptyFilter isBare what="operations" />} />
          {!q && version.operationCount > operations.length && (
            <p className="mt-2 text-table text-muted">
              The first {operations.length} are shown: search for others.
            </p>
          )}
        </Section>
      </div>
      <Section title="Document" className="mt-0">
        <KeyValue
          items={[
            { label: 'Title', value: version.title },
            { label: 'Version', value: version.documentVersion },
            { label: 'OpenAPI', value: version.specification },
            { label: 'Imported', value: <Time at={version.createdAt} /> },
            { label: 'From', value: version.source || 'pasted text' },
            {
              label: 'Original',
              value: (
                <TextLink href={`${base}/apis/${id}/versions/${version.id}/original`}>
                  {version.sizeBytes.toLocaleString('en')} bytes
                </TextLink>
              ),
            },
            { label: 'Servers', value: version.servers.map(({ url }) => url).join(', ') || '–' },
            { label: 'Tags', value: version.tags.map(({ name }) => name).join(', ') || '–' },
            { label: 'Security', value: Object.keys(version.securitySchemes).join(', ') || '–' },
            { label: 'Products', value: api.products.map(({ name }) => name).join(', ') || 'None yet' },
          ]}
        />
      </Section>
    </div>
  )
}
