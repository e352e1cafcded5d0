import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Section } from '#components/patterns/section.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { readEnv } from '#lib/core/env.ts'
import { BASE_PATH } from '#lib/management-api/base-path.ts'
import { operations } from '#lib/management-api/operations/index.ts'
import { tags } from '#lib/management-api/tags.ts'
import { OperationTable } from './operation-table.tsx'

type Query = { q?: string; tag?: string }
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Query> }

/** The calls that the filters leave, by tag; tags without any are left out. */
function filtered({ q = '', tag }: Query) {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const isWanted = (text: string) => words.every((word) => text.toLowerCase().includes(word))
  return tags
    .filter(({ name }) => !tag || name === tag)
    .map(({ name, description }) => ({
      name,
      description,
      calls: operations.filter(
        ({ tag, summary, method, path, id }) =>
          tag === name && isWanted(`${summary} ${method} ${path} ${id}`),
      ),
    }))
    .filter(({ calls }) => calls.length > 0)
}

export const metadata = { title: 'API reference' }

/** The management API: everything that the console does, for programs. */
export default async function ApiReferencePage({ params, searchParams }: Props) {
  const { base } = await requireOrganization((await params).organization)
  const sections = filtered(await searchParams)
  const address = readEnv().PUBLIC_URL + BASE_PATH
  return (
    <>
      <PageHeader
        title="API reference"
        description={
          <>
            Everything the console does, for programs. Calls carry an access token, made under{' '}
            <TextLink href={`${base}/settings/tokens`}>settings</TextLink>, and act with your roles.
          </>
        }
        actions={
          <LinkButton href={`${BASE_PATH}/openapi.json`} prefetch={false}>
            OpenAPI document
          </LinkButton>
        }
      />
      <CodeBlock
        language="bash"
        title={address}
        code={`curl ${address}/me \\\n  -H "Authorization: Bearer $GATEHOUSE_TOKEN"`}
      />
      <div className="mt-8">
        <FilterBar
          search="Search calls"
          filters={[
            { id: 'tag', label: 'Section', options: tags.map(({ name }) => ({ value: name, label: name })) },
          ]}
        />
      </div>
      {sections.map(({ name, description, calls }) => (
        <Section key={name} title={name} description={description}>
          <OperationTable label={name} base={`${base}/api-reference`} operations={calls} />
        </Section>
      ))}
      {sections.length === 0 && <EmptyFilter what="calls" />}
    </>
  )
}
