import { notFound } from 'next/navigation'
import { Markdown } from '#components/patterns/markdown.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Section } from '#components/patterns/section.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { MethodBadge } from '#components/ui/method-badge.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { readEnv } from '#lib/core/env.ts'
import { BASE_PATH } from '#lib/management-api/base-path.ts'
import { curlSample } from '#lib/management-api/curl-sample.ts'
import { errorCodesOf } from '#lib/management-api/operation.ts'
import { operations } from '#lib/management-api/operations/index.ts'
import { readOperation } from '#lib/management-api/read-operation.ts'
import { RefusalTable } from '../refusal-table.tsx'
import { SchemaTable } from '../schema-table.tsx'

type Props = { params: Promise<{ organization: string; operation: string }> }

const find = (id: string) => operations.find((operation) => operation.id === id)

export async function generateMetadata({ params }: Props) {
  return { title: find((await params).operation)?.summary }
}

/** One call of the management API: what it takes, what it answers, and a curl line. */
export default async function OperationPage({ params }: Props) {
  const { organization, operation: id } = await params
  await requireOrganization(organization)
  const operation = find(id) ?? notFound()
  const { parameters, body, answer } = readOperation(operation)
  const sample = curlSample(operation, readEnv().PUBLIC_URL + BASE_PATH)
  const { exampleAnswer } = operation
  return (
    <>
      <PageHeader
        title={operation.summary}
        badge={<MethodBadge method={operation.method} />}
        description={
          <span className="break-all font-mono text-table">
            {BASE_PATH}
            {operation.path}
          </span>
        }
        breadcrumb={[{ label: operation.summary }]}
      />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="min-w-0">
          {operation.description && <Markdown className="mb-6">{operation.description}</Markdown>}
          {parameters.length > 0 && (
            <Section title="Parameters">
              <SchemaTable label="Parameters" rows={parameters} />
            </Section>
          )}
          {body.length > 0 && (
            <Section title="Body">
              <SchemaTable label="Body" rows={body} />
            </Section>
          )}
          <Section title={`Answer ${operation.status}`} description={operation.fileTypes?.join(' or ')}>
            {answer.length > 0 && <SchemaTable label="Answer" rows={answer} isAnswer />}
          </Section>
          <Section title="Refusals" description="Problem documents, told apart by their code.">
            <RefusalTable codes={errorCodesOf(operation)} />
          </Section>
        </div>
        <div className="min-w-0 space-y-4 lg:sticky lg:top-16 lg:self-start">
          <CodeBlock title="curl" language="bash" code={sample} heightClass="max-h-96" />
          {exampleAnswer !== undefined && (
            <CodeBlock
              title={`Answer ${operation.status}`}
              language="json"
              code={JSON.stringify(exampleAnswer, null, 2)}
              heightClass="max-h-96"
            />
          )}
        </div>
      </div>
    </>
  )
}
