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

type Props = { params: Promise<{ organization: string }> }

export const metadata = { title: 'API reference' }

/** The management API: everything that the console does, for programs. */
export default async function ApiReferencePage({ params }: Props) {
  const { base } = await requireOrganization((await params).organization)
  const address = readEnv().PUBLIC_URL + BASE_PATH
  return (
    <>
      <PageHeader
        title="API reference"
        description={
          <>
            Everything the console does, for programs. Calls carry an access token, made under{' '}
            <TextLink href="/console/account">your account</TextLink>, and act with your roles.
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
      {tags.map(({ name, description }) => (
        <Section key={name} title={name} description={description}>
          <OperationTable
            label={name}
            base={`${base}/api-reference`}
            operations={operations.filter(({ tag }) => tag === name)}
          />
        </Section>
      ))}
    </>
  )
}
