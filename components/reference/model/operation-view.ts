import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from '#lib/api/schema/json.ts'
import { type Direction, exampleOf } from './example.ts'
import type { Schemas } from './schema-view.ts'

export type ParameterView = {
  name: string
  in: string
  description: string
  isRequired: boolean
  isDeprecated: boolean
  schema: Json
  example: Json | undefined
}

/** An example with its text: JSON, or what the document gives for other types. */
export type ExampleView = { name: string; text: string; isJson: boolean; isGenerated: boolean }

export type BodyView = { mediaType: string; schema: Json | null; examples: ExampleView[] }

export type ResponseView = {
  status: string
  description: string
  headers: ParameterView[]
  bodies: BodyView[]
}

export type OperationView = {
  description: string
  parameters: ParameterView[]
  request: { description: string; isRequired: boolean; bodies: BodyView[] } | null
  responses: ResponseView[]
  /** Alternatives; each is a list of scheme names. Empty: none is needed. */
  security: string[][]
  moreUrl: string
}

const isJsonType = (type: string): boolean => /[/+]json\b/i.test(type) || type === '*/*'

function exampleText(value: Json, mediaType: string): { text: string; isJson: boolean } {
  if (typeof value === 'string' && !isJsonType(mediaType)) return { text: value, isJson: false }
  return { text: JSON.stringify(value, null, 2), isJson: true }
}

function examplesOf(
  media: JsonObject,
  mediaType: string,
  schemas: Schemas,
  direction: Direction,
): ExampleView[] {
  const named = Object.entries(objectAt(media, 'examples')).flatMap(([name, example]) => {
    if (!isObject(example) || example.value === undefined) return []
    const title = textAt(example, 'summary') || name
    return [{ name: title, ...exampleText(example.value, mediaType), isGenerated: false }]
  })
  if (named.length > 0) return named
  if (media.example !== undefined) {
    return [{ name: 'Example', ...exampleText(media.example, mediaType), isGenerated: false }]
  }
  const made = media.schema === undefined ? undefined : exampleOf(media.schema, schemas, direction)
  if (made === undefined || !(isJsonType(mediaType) || typeof made === 'string')) return []
  return [{ name: 'Example', ...exampleText(made, mediaType), isGenerated: true }]
}

const bodiesOf = (holder: Json | undefined, schemas: Schemas, direction: Direction): BodyView[] =>
  Object.entries(objectAt(holder, 'content')).map(([mediaType, media]) => ({
    mediaType,
    schema: isObject(media) ? (media.schema ?? media.itemSchema ?? null) : null,
    examples: isObject(media) ? examplesOf(media, mediaType, schemas, direction) : [],
  }))

function parameterView(name: string, place: string, parameter: JsonObject, schemas: Schemas): ParameterView {
  const [content] = Object.values(objectAt(parameter, 'content'))
  const schema = parameter.schema ?? (isObject(content) ? content.schema : undefined) ?? {}
  const [named] = Object.values(objectAt(parameter, 'examples'))
  const given = parameter.example ?? (isObject(named) ? named.value : undefined)
  return {
    name,
    in: place,
    description: textAt(parameter, 'description'),
    isRequired: parameter.required === true,
    isDeprecated: parameter.deprecated === true,
    schema,
    example: given ?? exampleOf(schema, schemas, 'request'),
  }
}

/** Numbered codes in their order, ranges and `default` after them. */
const rankOf = (status: string): number =>
  /^\d+$/.test(status) ? Number(status) : 1000 + status.charCodeAt(0)

function responsesOf(definition: JsonObject, schemas: Schemas): ResponseView[] {
  return Object.entries(objectAt(definition, 'responses'))
    .filter(([status]) => !status.startsWith('x-'))
    .toSorted(([a], [b]) => rankOf(a) - rankOf(b))
    .map(([status, response]) => ({
      status,
      description: textAt(response, 'description'),
      headers: Object.entries(objectAt(response, 'headers')).map(([name, header]) =>
        parameterView(name, 'header', isObject(header) ? header : {}, schemas),
      ),
      bodies: bodiesOf(response, schemas, 'response'),
    }))
}

/** How an operation is shown: its definition in order, every part present. Never throws, whatever the document holds. */
export function operationView(definition: JsonObject, schemas: Schemas): OperationView {
  const body = definition.requestBody
  return {
    description: textAt(definition, 'description'),
    parameters: listAt(definition, 'parameters')
      .filter(isObject)
      .map((parameter) =>
        parameterView(textAt(parameter, 'name'), textAt(parameter, 'in'), parameter, schemas),
      ),
    request: isObject(body)
      ? {
          description: textAt(body, 'description'),
          isRequired: body.required === true,
          bodies: bodiesOf(body, schemas, 'request'),
        }
      : null,
    responses: responsesOf(definition, schemas),
    security: listAt(definition, 'security')
      .filter(isObject)
      .map((alternative) => Object.keys(alternative)),
    moreUrl: textAt(objectAt(definition, 'externalDocs'), 'url'),
  }
}
