import type { ParameterView } from './model/operation-view.ts'
import { schemaView } from './model/schema-view.ts'
import { ProseText } from './prose-text.tsx'
import { FactHead, FactValues } from './schema-facts.tsx'
import type { TreeContext } from './schema-tree.tsx'

const TITLES: Record<string, string> = {
  path: 'Path parameters',
  query: 'Query parameters',
  header: 'Header parameters',
  cookie: 'Cookie parameters',
  querystring: 'Query string',
}

type Props = { parameters: ParameterView[]; context: TreeContext }

/** An operation's parameters, grouped by where they are sent. */
export function ParameterGroups({ parameters, context }: Props) {
  const places = Object.keys(TITLES).filter((place) => parameters.some((parameter) => parameter.in === place))
  return places.map((place) => (
    <section key={place} className="mt-8">
      <h3 className="text-section">{TITLES[place]}</h3>
      <ParameterList
        parameters={parameters.filter((parameter) => parameter.in === place)}
        context={context}
      />
    </section>
  ))
}

export function ParameterList({ parameters, context }: Props) {
  return (
    <ul className="mt-2 divide-y divide-line border-y border-line">
      {parameters.map((parameter) => (
        <Parameter key={parameter.name} parameter={parameter} context={context} />
      ))}
    </ul>
  )
}

function Parameter({ parameter, context }: { parameter: ParameterView; context: TreeContext }) {
  const view = schemaView(parameter.schema, context.schemas)
  const description = parameter.description || view.description
  const { example } = parameter
  const isTelling =
    example !== undefined && example !== null && typeof example !== 'object' && example !== 'string'
  const isKnown = view.values.length > 0 || example === view.default
  return (
    <li className="py-3">
      <FactHead
        name={parameter.name}
        type={view.type}
        constraints={view.constraints}
        isRequired={parameter.isRequired}
        isDeprecated={parameter.isDeprecated || view.isDeprecated}
      />
      {description && <ProseText className="mt-0.5">{description}</ProseText>}
      <FactValues
        values={view.values}
        fallback={view.hasDefault ? view.default : undefined}
        example={isTelling && !isKnown ? example : undefined}
      />
    </li>
  )
}
