import { CodeBlock } from '#components/ui/code-block.tsx'
import { HttpStatus } from '#components/ui/http-status.tsx'
import type { CodeSample } from './model/code-samples.ts'
import type { OperationView } from './model/operation-view.ts'
import { PaneTabs } from './pane-tabs.tsx'

const inFrame = 'rounded-none border-0'

/** The request in three languages. */
export function RequestSamples({ samples }: { samples: CodeSample[] }) {
  const panes = samples.map(({ id, label, language, code }) => ({
    id,
    label,
    content: <CodeBlock code={code} language={language} className={inFrame} heightClass="max-h-[26rem]" />,
  }))
  return <PaneTabs label="Request in" panes={panes} keptAs="gatehouse.sample" />
}

const SHOWN_MAX = 20_000
const cut = (text: string): string => (text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}\n…` : text)

/** An example of each response that has one. */
export function ResponseSamples({ responses }: { responses: OperationView['responses'] }) {
  const panes = responses.flatMap(({ status, bodies }) => {
    const body = bodies.find(({ examples }) => examples.length > 0)
    const example = body?.examples[0]
    if (!example) return []
    const content = (
      <CodeBlock
        key={status}
        code={cut(example.text)}
        {...(example.isJson && { language: 'json' as const })}
        className={inFrame}
        heightClass="max-h-[26rem]"
      />
    )
    return [{ id: status, label: <HttpStatus status={status} />, content }]
  })
  return panes.length === 0 ? null : <PaneTabs label="Example response" panes={panes} />
}
