import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Json } from '#lib/api/schema/json.ts'
import type { Direction } from './model/example.ts'
import { type PropertyView, type Schemas, type SchemaView, schemaView } from './model/schema-view.ts'
import { ProseText } from './prose-text.tsx'
import { FactHead, FactValues } from './schema-facts.tsx'
import { SchemaLoader } from './schema-loader.tsx'

/** What a tree is drawn with. `left` is used up by drawing, so that no document makes a page without end. */
export type TreeContext = {
  schemas: Schemas
  direction: Direction
  /** Server action that draws what is behind a reference. */
  load: (reference: string) => Promise<ReactNode>
  left: { nodes: number }
}

type Walk = TreeContext & { depth: number; ancestors: string[] }

/** Levels that stand in the page; deeper ones are loaded when they are opened. */
const DEPTH_MAX = 2

export const newTree = (parts: Omit<TreeContext, 'left'>): TreeContext => ({ ...parts, left: { nodes: 250 } })

type TreeProps = { schema: Json; context: TreeContext; name?: string }

/** A schema's own description and members; `name` stands before its type. */
export function SchemaTree({ schema, context, name = '' }: TreeProps) {
  const walk: Walk = { ...context, depth: 0, ancestors: [] }
  const view = schemaView(schema, context.schemas)
  return (
    <div>
      <FactHead
        name={name}
        type={view.type}
        constraints={view.constraints}
        isRequired={false}
        isDeprecated={view.isDeprecated}
      />
      {view.description && <ProseText className="mt-1">{view.description}</ProseText>}
      <FactValues values={view.values} fallback={view.hasDefault ? view.default : undefined} />
      <div className="mt-2">
        <Inside view={view} walk={walk} />
      </div>
    </div>
  )
}

/** Where members are to be found: a list of lists of objects opens its objects. */
function innermost(view: SchemaView, schemas: Schemas): SchemaView {
  let at = view
  for (let level = 0; level < 5 && at.items !== null; level++) at = schemaView(at.items, schemas)
  return at
}

const hasInside = (view: SchemaView): boolean =>
  view.properties.length > 0 || view.variants !== null || view.additional !== null || view.isAbsent

function Inside({ view, walk }: { view: SchemaView; walk: Walk }) {
  const inner = innermost(view, walk.schemas)
  if (inner.isAbsent && inner.reference) return <Later reference={inner.reference} walk={walk} />
  const next: Walk = {
    ...walk,
    ancestors: inner.reference ? [...walk.ancestors, inner.reference] : walk.ancestors,
  }
  return (
    <>
      {inner.properties.length > 0 && <Properties properties={inner.properties} walk={next} />}
      {inner.additional !== null && (
        <Properties
          properties={[{ name: '<any name>', schema: inner.additional, isRequired: false }]}
          walk={next}
        />
      )}
      {inner.variants && <Variants variants={inner.variants} walk={next} />}
    </>
  )
}

function Properties({ properties, walk }: { properties: PropertyView[]; walk: Walk }) {
  const shown = properties.filter(() => walk.left.nodes-- > 0)
  const hidden = properties.length - shown.length
  return (
    <ul className="divide-y divide-line">
      {shown.map((property) => (
        <Property key={property.name} property={property} walk={walk} />
      ))}
      {hidden > 0 && <li className="py-2.5 text-meta text-muted">{hidden} more; see the document.</li>}
    </ul>
  )
}

function Property({ property, walk }: { property: PropertyView; walk: Walk }) {
  const view = schemaView(property.schema, walk.schemas)
  if (walk.direction === 'request' && view.isReadOnly) return null
  if (walk.direction === 'response' && view.isWriteOnly) return null
  return (
    <li className="py-2.5">
      <FactHead
        name={property.name}
        type={view.type}
        constraints={view.constraints}
        isRequired={property.isRequired}
        isDeprecated={view.isDeprecated}
      />
      {view.description && <ProseText className="mt-0.5">{view.description}</ProseText>}
      <FactValues values={view.values} fallback={view.hasDefault ? view.default : undefined} />
      <Nested view={view} walk={walk} />
    </li>
  )
}

function Nested({ view, walk }: { view: SchemaView; walk: Walk }) {
  const inner = innermost(view, walk.schemas)
  if (!hasInside(inner)) return null
  const isLater =
    inner.reference !== null &&
    (inner.isAbsent ||
      walk.depth + 1 >= DEPTH_MAX ||
      walk.ancestors.includes(inner.reference) ||
      walk.left.nodes <= 0)
  const count = inner.properties.length
  const label =
    count > 0
      ? `${count} ${count === 1 ? 'property' : 'properties'}`
      : inner.variants
        ? 'Alternatives'
        : 'Members'
  if (isLater)
    return <Later reference={inner.reference!} walk={walk} label={inner.isAbsent ? undefined : label} />
  return (
    <details className="mt-1.5">
      <Toggle label={label} />
      <Frame>
        <Inside view={inner} walk={{ ...walk, depth: walk.depth + 1 }} />
      </Frame>
    </details>
  )
}

const Later = ({ reference, walk, label }: { reference: string; walk: Walk; label?: string | undefined }) => (
  <SchemaLoader load={walk.load.bind(null, reference)} label={label ?? 'Properties'} />
)

export const Toggle = ({ label }: { label: string }) => (
  <summary className="inline-flex list-none items-center gap-1 rounded-tag text-meta font-medium text-muted hover:text-text [&::-webkit-details-marker]:hidden">
    <ChevronRight className="size-3.5 [[open]>summary>&]:rotate-90" aria-hidden />
    {label}
  </summary>
)

const Frame = ({ children }: { children: ReactNode }) => (
  <div className="mt-1.5 ml-1.5 border-l border-line pl-4">{children}</div>
)

function Variants({ variants, walk }: { variants: NonNullable<SchemaView['variants']>; walk: Walk }) {
  return (
    <div className="py-2">
      <p className="label-meta mb-1">{variants.word}</p>
      <ul className="space-y-1.5">
        {variants.options.map((option, index) => {
          const view = schemaView(option.schema, walk.schemas)
          // biome-ignore lint/suspicious/noArrayIndexKey: alternatives have no identity but their place
          return <Variant key={index} label={option.label} view={view} walk={walk} isFirst={index === 0} />
        })}
      </ul>
    </div>
  )
}

type VariantProps = { label: string; view: SchemaView; walk: Walk; isFirst: boolean }

function Variant({ label, view, walk, isFirst }: VariantProps) {
  const inner = innermost(view, walk.schemas)
  const isLater =
    inner.reference !== null && (walk.depth + 1 >= DEPTH_MAX || walk.ancestors.includes(inner.reference))
  return (
    <li className="rounded-control border border-line px-3 py-2">
      <FactHead
        name=""
        type={label}
        constraints={view.constraints}
        isRequired={false}
        isDeprecated={view.isDeprecated}
      />
      {view.description && <ProseText className="mt-0.5">{view.description}</ProseText>}
      <FactValues values={view.values} />
      {hasInside(inner) && isLater && <Later reference={inner.reference!} walk={walk} />}
      {hasInside(inner) && !isLater && (
        <details open={isFirst && walk.depth === 0} className="mt-1">
          <Toggle label="Properties" />
          <Frame>
            <Inside view={inner} walk={{ ...walk, depth: walk.depth + 1 }} />
          </Frame>
        </details>
      )}
    </li>
  )
}
