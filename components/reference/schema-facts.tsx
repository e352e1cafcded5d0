import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import type { Json } from '#lib/api/schema/json.ts'

const VALUES_MAX = 40

const asCode = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

export const Code = ({ children }: { children: ReactNode }) => (
  <code className="rounded-tag border border-line bg-subtle px-1 py-px text-meta break-all">{children}</code>
)

type HeadProps = {
  name: ReactNode
  type: string
  constraints: string[]
  isRequired: boolean
  isDeprecated: boolean
  note?: string | undefined
}

/** First line of a property or parameter: name, type, limits, and whether it must be there. */
export function FactHead({ name, type, constraints, isRequired, isDeprecated, note }: HeadProps) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
      {name !== '' && (
        <span className={`font-mono text-table font-medium break-all ${isDeprecated ? 'line-through' : ''}`}>
          {name}
        </span>
      )}
      <span className="text-meta text-muted break-words">{[type, ...constraints].join(' · ')}</span>
      {isRequired && <span className="text-meta font-medium text-warning-text">required</span>}
      {note && <span className="text-meta text-muted">{note}</span>}
      {isDeprecated && <Badge tone="warning">Deprecated</Badge>}
    </div>
  )
}

type ValuesProps = { values: Json[]; fallback?: Json | undefined; example?: Json | undefined }

/** Allowed values, the default and an example. */
export function FactValues({ values, fallback, example }: ValuesProps) {
  if (values.length === 0 && fallback === undefined && example === undefined) return null
  const shown = values.slice(0, VALUES_MAX)
  return (
    <div className="mt-1 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-meta text-muted">
      {shown.length > 0 && (
        <span className="flex flex-wrap items-baseline gap-1">
          {shown.length === 1 ? 'Always' : 'One of'}
          {shown.map((value) => (
            <Code key={asCode(value)}>{asCode(value)}</Code>
          ))}
          {values.length > shown.length && ` and ${values.length - shown.length} more`}
        </span>
      )}
      {fallback !== undefined && (
        <span className="flex items-baseline gap-1">
          Default <Code>{asCode(fallback)}</Code>
        </span>
      )}
      {example !== undefined && (
        <span className="flex items-baseline gap-1">
          Example <Code>{asCode(example)}</Code>
        </span>
      )}
    </div>
  )
}
