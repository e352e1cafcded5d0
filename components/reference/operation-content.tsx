import { Markdown } from '#components/patterns/markdown.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { MethodBadge } from '#components/ui/method-badge.tsx'
import { Bodies } from './body-view.tsx'
import type { Direction } from './model/example.ts'
import type { OperationView } from './model/operation-view.ts'
import type { Schemas } from './model/schema-view.ts'
import { ParameterGroups } from './parameter-list.tsx'
import { ProseText } from './prose-text.tsx'
import type { NavigationItem } from './reference-types.ts'
import { ResponseList } from './response-list.tsx'
import { newTree, type TreeContext } from './schema-tree.tsx'

type HeadProps = { operation: NavigationItem; gatewayUrl: string; tag: string | undefined }

/** Title of an operation with its method and its address at the gateway. */
export function OperationHead({ operation, gatewayUrl, tag }: HeadProps) {
  return (
    <header>
      {tag && <p className="label-meta mb-1">{tag}</p>}
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h2 className="min-w-0 text-title break-words">{operation.summary || operation.key}</h2>
        {operation.isDeprecated && <Badge tone="warning">Deprecated</Badge>}
      </div>
      <div className="mt-3 flex min-h-9 items-center gap-2 rounded-card border border-line bg-subtle py-1 pr-1 pl-2">
        <MethodBadge method={operation.method} />
        <p className="min-w-0 flex-1 font-mono text-table break-all">
          <span className="text-muted max-sm:hidden">{gatewayUrl}</span>
          {operation.path}
        </p>
        <CopyButton text={gatewayUrl + operation.path} label="Copy address" />
      </div>
      <p className="mt-2 text-table xl:hidden">
        <a href="#call" className="text-accent-text hover:underline">
          Code samples, and a real call
        </a>
      </p>
    </header>
  )
}

type Props = {
  view: OperationView
  schemas: Schemas
  /** Gives the server action that draws what is behind a reference. */
  load: (direction: Direction) => TreeContext['load']
}

/** What an operation takes and answers. */
export function OperationContent({ view, schemas, load }: Props) {
  const request = newTree({ schemas, direction: 'request', load: load('request') })
  const response = newTree({ schemas, direction: 'response', load: load('response') })
  return (
    <>
      {view.description && (
        <div className="mt-5">
          <Markdown>{view.description}</Markdown>
        </div>
      )}
      <ParameterGroups parameters={view.parameters} context={request} />
      {view.request && (
        <section className="mt-8">
          <h3 className="flex items-baseline gap-2 text-section">
            Request body
            {view.request.isRequired && (
              <span className="text-meta font-medium text-warning-text">required</span>
            )}
          </h3>
          <ProseText className="mt-1">{view.request.description}</ProseText>
          <div className="mt-2 border-t border-line pt-3">
            <Bodies bodies={view.request.bodies} context={request} />
          </div>
        </section>
      )}
      {view.responses.length > 0 && (
        <section className="mt-8">
          <h3 className="text-section">Responses</h3>
          <ResponseList responses={view.responses} context={response} />
        </section>
      )}
    </>
  )
}
