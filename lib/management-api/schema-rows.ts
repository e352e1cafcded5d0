import type { createManagementDocument } from './document.ts'

type Schema = {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  additionalProperties?: boolean | Schema
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

type Document = ReturnType<typeof createManagementDocument>

/** One member of a body, parents before their members. */
export type SchemaRow = {
  name: string
  depth: number
  type: string
  isRequired: boolean
  description: string
  /** `1 to 100`, `200 characters at most`, `default: 25` */
  rules: string[]
}

const DEPTH_MAX = 6

function resolved(document: Document, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1)
  if (name === undefined) return schema
  return { ...(document.components?.schemas?.[name] as Schema), ...schema, $ref: undefined }
}

const isNull = (schema: Schema): boolean => schema.type === 'null'
const optionsOf = ({ anyOf, oneOf }: Schema): Schema[] => anyOf ?? oneOf ?? []

/** What is left of `X | null`, or the schema itself. */
function withoutNull(document: Document, schema: Schema): Schema {
  const options = optionsOf(schema).filter((option) => !isNull(option))
  return options.length === 1 ? resolved(document, options[0]!) : schema
}

function typeOf(document: Document, given: Schema): string {
  const schema = resolved(document, given)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const options = optionsOf(schema)
  if (options.length > 0) return [...new Set(options.map((option) => typeOf(document, option)))].join(' | ')
  if (schema.type === 'array') return `${typeOf(document, schema.items ?? {})}[]`
  return schema.format ?? [schema.type ?? 'any'].flat().join(' | ')
}

const counted = new Intl.NumberFormat('en')

function range(from: number | undefined, to: number | undefined, unit: string): string[] {
  if (from === undefined && to === undefined) return []
  if (from === undefined) return [`${counted.format(to!)}${unit} at most`]
  if (to === undefined) return [`${counted.format(from)}${unit} or more`]
  return [`${counted.format(from)} to ${counted.format(to)}${unit}`]
}

const rulesOf = (schema: Schema): string[] => [
  ...range(schema.minimum, schema.maximum, ''),
  ...range(schema.minLength, schema.maxLength, ' characters'),
  ...range(schema.minItems, schema.maxItems, ' items'),
  ...(schema.default === undefined || schema.default === ''
    ? []
    : [`default: ${JSON.stringify(schema.default)}`]),
]

/** The object whose members are shown: of an array its items', of `X | null` that of X. */
function membersOf(document: Document, schema: Schema): Schema {
  const bare = withoutNull(document, resolved(document, schema))
  return bare.items ? membersOf(document, bare.items) : bare
}

/** The members of a body's schema, flat, for a table. */
export function schemaRows(document: Document, schema: unknown, depth = 0): SchemaRow[] {
  const { properties = {}, required = [] } = membersOf(document, schema as Schema)
  if (depth > DEPTH_MAX) return []
  return Object.entries(properties).flatMap(([name, given]) => {
    const member = resolved(document, given)
    const bare = withoutNull(document, member)
    const row: SchemaRow = {
      name,
      depth,
      type: typeOf(document, member),
      isRequired: required.includes(name),
      description: member.description ?? bare.description ?? '',
      rules: rulesOf({ ...bare, ...(member.default !== undefined && { default: member.default }) }),
    }
    return [row, ...schemaRows(document, member, depth + 1)]
  })
}

/** A single parameter, as a row of the same table. */
export const parameterRow = (
  document: Document,
  {
    name,
    required,
    description,
    schema,
  }: { name: string; required?: boolean; description?: string; schema?: unknown },
): SchemaRow => {
  const member = (schema ?? {}) as Schema
  const type = typeOf(document, member)
  return {
    name,
    depth: 0,
    type,
    isRequired: required ?? false,
    description: description ?? '',
    rules: rulesOf(member),
  }
}
