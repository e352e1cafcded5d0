import { ChevronRight } from 'lucide-react'
import { HttpStatus } from '#components/ui/http-status.tsx'
import { Bodies } from './body-view.tsx'
import type { ResponseView } from './model/operation-view.ts'
import { ParameterList } from './parameter-list.tsx'
import { ProseText } from './prose-text.tsx'
import type { TreeContext } from './schema-tree.tsx'

/** Every response an operation gives; the first one is open. */
export function ResponseList({ responses, context }: { responses: ResponseView[]; context: TreeContext }) {
  return (
    <div className="mt-2 divide-y divide-line rounded-card border border-line">
      {responses.map((response, index) => (
        <Response key={response.status} response={response} context={context} isOpen={index === 0} />
      ))}
    </div>
  )
}

type Props = { response: ResponseView; context: TreeContext; isOpen: boolean }

function Response({ response, context, isOpen }: Props) {
  const { status, description, bodies, headers } = response
  const line = (
    <>
      <HttpStatus status={status} className="w-14 shrink-0" />
      <span className="min-w-0 flex-1 truncate text-table" title={description}>
        {description.replaceAll('`', '')}
      </span>
    </>
  )
  if (bodies.length === 0 && headers.length === 0) {
    return <div className="flex min-h-11 items-center gap-2 px-4">{line}</div>
  }
  return (
    <details open={isOpen}>
      <summary className="flex min-h-11 list-none items-center gap-2 px-4 hover:bg-subtle focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
        {line}
        <ChevronRight className="size-4 shrink-0 text-muted [[open]>summary>&]:rotate-90" aria-hidden />
      </summary>
      <div className="border-t border-line px-4 pt-3 pb-2">
        {(description.length > 60 || description.includes('`')) && (
          <ProseText className="mb-3">{description}</ProseText>
        )}
        <Bodies bodies={bodies} context={context} />
        {headers.length > 0 && (
          <div className="mt-3">
            <h4 className="label-meta">Headers</h4>
            <ParameterList parameters={headers} context={context} />
          </div>
        )}
      </div>
    </details>
  )
}
