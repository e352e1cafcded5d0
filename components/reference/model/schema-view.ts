import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from '#lib/api/schema/json.ts'
import { schemaTitleOf } from '#lib/api/schema/schema-name.ts'
import { constraintsOf } from './constraints.ts'

/** Schemas by the references that lead to them; those that are not there are loaded when they are opened. */
export type Schemas = Record<string, JsonObject>

export type PropertyView = { name: string; schema: Json; isRequired: boolean }
export type VariantView = { label: string; schema: Json }

/** A schema as a reader sees it: references followed, `allOf` put together. */
export type SchemaView = {
  /** E.g. `string`, `Account`, `array of Account`, `integer or null`. */
  type: string
  /** Reference that was followed to get here, if any. */
  reference: string | null
  /** True when the schema behind the reference is not at hand. */
  isAbsent: boolean
  title: string
  description: string
  constraints: string[]
  values: Json[]
  isDeprecated: boolean
  isReadOnly: boolean
  isWriteOnly: boolean
  hasDefault: boolean
  default: Json
  properties: PropertyView[]
  variants: { word: 'One of' | 'Any of'; options: VariantView[] } | null
  /** Schema of further members, when the object may have some. */
  additional: Json | null
  /** For lists: what stands in them. */
  items: Json | null
}

const CHAIN_MAX = 20

type Followed = { schema: JsonObject; reference: string | null; isAbsent: boolean }

function followed(value: Json, schemas: Schemas): Followed {
  let at: Json | undefined = value
  let reference: string | null = null
  let own: JsonObject = {}
  for (let hop = 0; hop < CHAIN_MAX && isObject(at) && typeof at.$ref === 'string'; hop++) {
    const { $ref, ...siblings }: JsonObject = at
    own = { ...siblings, ...own }
    reference = String($ref)
    at = schemas[reference]
  }
  return {
    schema: { ...(isObject(at) ? at : {}), ...own },
    reference,
    isAbsent: reference !== null && at === undefined,
  }
}

/** Members of `allOf` in one schema; what stands nearer wins, properties and required names add up. */
function merged(schema: JsonObject, schemas: Schemas, depth = 0): JsonObject {
  const parts = listAt(schema, 'allOf')
  if (parts.length === 0 || depth > CHAIN_MAX) return schema
  const all = parts.map((part) => merged(followed(part, schemas).schema, schemas, depth + 1))
  const { allOf: _allOf, ...own } = schema
  const sources = [...all, own]
  return {
    ...Object.assign({}, ...sources),
    properties: Object.assign({}, ...sources.map((source) => objectAt(source, 'properties'))),
    required: sources.flatMap((source) => listAt(source, 'required')),
  }
}

/** A schema with references followed and `allOf` put together, for whatever reads it next. */
export function flattened(value: Json, schemas: Schemas): Followed {
  const step = followed(value, schemas)
  return { ...step, schema: merged(step.schema, schemas) }
}

const typesOf = (schema: JsonObject): string[] => {
  const types = [schema.type ?? []].flat().filter((type) => typeof type === 'string')
  if (types.length > 0) return schema.nullable === true ? [...types, 'null'] : types
  if (isObject(schema.properties) || isObject(schema.additionalProperties)) return ['object']
  return schema.items === undefined ? [] : ['array']
}

function itemsType(schema: JsonObject, schemas: Schemas): string {
  const type = schema.items === undefined ? '' : typeOf(schema.items, schemas)
  return type && type !== 'any' ? `array of ${type}` : 'array'
}

/** The type in words; a named object is called by its name. */
export function typeOf(value: Json, schemas: Schemas): string {
  const { schema, reference } = flattened(value, schemas)
  const types = typesOf(schema)
  const named =
    reference && (types.length === 0 || types.includes('object')) ? schemaTitleOf(reference) : null
  const words = types.map((type) => {
    if (type === 'object') return named ?? 'object'
    return type === 'array' ? itemsType(schema, schemas) : type
  })
  if (words.length > 0) return words.join(' or ')
  if (named) return named
  if (schema.const !== undefined || schema.enum) return 'value'
  return listAt(schema, 'oneOf').length > 0 || listAt(schema, 'anyOf').length > 0 ? 'one of several' : 'any'
}

function variantsOf(schema: JsonObject, schemas: Schemas): SchemaView['variants'] {
  const isOne = listAt(schema, 'oneOf').length > 0
  const options = listAt(schema, isOne ? 'oneOf' : 'anyOf')
    .filter((option) => !(isObject(option) && option.type === 'null'))
    .map((option) => ({
      label: textAt(flattened(option, schemas).schema, 'title') || typeOf(option, schemas),
      schema: option,
    }))
  if (options.length === 0) return null
  return { word: isOne ? 'One of' : 'Any of', options }
}

function propertiesOf(schema: JsonObject): PropertyView[] {
  const required = new Set(listAt(schema, 'required'))
  return Object.entries(objectAt(schema, 'properties')).map(([name, property]) => ({
    name,
    schema: property,
    isRequired: required.has(name),
  }))
}

const valuesOf = (schema: JsonObject): Json[] =>
  schema.const === undefined ? listAt(schema, 'enum') : [schema.const]

/** How a schema is shown. Never throws, whatever the document holds. */
export function schemaView(value: Json, schemas: Schemas): SchemaView {
  const { schema, reference, isAbsent } = flattened(value, schemas)
  const items = schema.items ?? null
  const itemValues = items === null ? [] : valuesOf(flattened(items, schemas).schema)
  return {
    type: typeOf(value, schemas),
    reference,
    isAbsent,
    title: textAt(schema, 'title'),
    description: textAt(schema, 'description'),
    constraints: constraintsOf(schema),
    values: valuesOf(schema).length > 0 ? valuesOf(schema) : itemValues,
    isDeprecated: schema.deprecated === true,
    isReadOnly: schema.readOnly === true,
    isWriteOnly: schema.writeOnly === true,
    hasDefault: schema.default !== undefined,
    default: schema.default ?? null,
    properties: propertiesOf(schema),
    variants: variantsOf(schema, schemas),
    additional: isObject(schema.additionalProperties) ? schema.additionalProperties : null,
    items,
  }
}
