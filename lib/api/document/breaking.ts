import { type Json, type JsonObject, listAt, objectAt, textAt } from '../schema/json.ts'
import type { SchemaGraph } from './schema-graph.ts'

/** One version's side of a comparison. */
export type Side = { definition: JsonObject; graph: SchemaGraph }

const parametersOf = ({ definition }: Side): Map<string, JsonObject> =>
  new Map(
    listAt(definition, 'parameters').map((parameter) => [
      textAt(parameter, 'in') === 'path' ? '' : `${textAt(parameter, 'in')} ${textAt(parameter, 'name')}`,
      parameter as JsonObject,
    ]),
  )

function parameterNotes(before: Side, after: Side): string[] {
  const old = parametersOf(before)
  return [...parametersOf(after)].flatMap(([name, parameter]) => {
    const previous = old.get(name)
    if (name === '' || parameter.required !== true || previous?.required === true) return []
    return previous ? [`The parameter ${name} became required.`] : [`The required parameter ${name} is new.`]
  })
}

/** The schema of a body in JSON, else of its first kind. */
function bodyOf(side: Side, body: Json | undefined): JsonObject {
  const content = objectAt(body, 'content')
  const kind = Object.keys(content).find((type) => type.includes('json')) ?? Object.keys(content)[0]
  const schema = kind === undefined ? undefined : side.graph.resolve(objectAt(content, kind).schema)
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema) ? schema : {}
}

function requestNotes(before: Side, after: Side): string[] {
  const old = objectAt(before.definition, 'requestBody')
  const body = objectAt(after.definition, 'requestBody')
  const notes = body.required === true && old.required !== true ? ['A request body became required.'] : []
  if (Object.keys(old).length === 0) return notes
  const wasRequired = new Set(listAt(bodyOf(before, old), 'required'))
  const nowRequired = listAt(bodyOf(after, body), 'required').filter((name) => !wasRequired.has(name))
  return [...notes, ...nowRequired.map((name) => `The request property ${String(name)} became required.`)]
}

function responseNotes(before: Side, after: Side): string[] {
  const answers = objectAt(after.definition, 'responses')
  return Object.entries(objectAt(before.definition, 'responses')).flatMap(([status, old]) => {
    if (!status.startsWith('2')) return []
    if (!(status in answers)) return [`The answer ${status} is gone.`]
    const properties = objectAt(bodyOf(after, answers[status]), 'properties')
    const lost = Object.keys(objectAt(bodyOf(before, old), 'properties')).filter(
      (name) => !(name in properties),
    )
    return lost.map((name) => `The property ${name} of the answer ${status} is gone.`)
  })
}

/** What makes a caller of the version before fail, as far as the first level of bodies shows; a sentence each. */
export const breakingNotes = (before: Side, after: Side): string[] => [
  ...parameterNotes(before, after),
  ...requestNotes(before, after),
  ...responseNotes(before, after),
]
