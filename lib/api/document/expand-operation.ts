import { isObject, type Json, type JsonObject, listAt, objectAt } from '../schema/json.ts'
import { valueAt } from './pointer.ts'

const CHAIN_MAX = 50

/** What a reference leads to, with its own summary and description if it has them (3.1); other values as they are. */
export function followed(root: Json, value: Json | undefined): JsonObject {
  let at: Json | undefined = value
  let own: JsonObject = {}
  for (let hop = 0; hop < CHAIN_MAX && isObject(at) && typeof at.$ref === 'string'; hop++) {
    const { $ref, ...siblings } = at
    own = { ...siblings, ...own }
    at = valueAt(root, $ref as string)
  }
  return isObject(at) ? { ...at, ...own } : {}
}

const mapped = (map: JsonObject, change: (value: Json) => Json): JsonObject =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]))

function withExamples(root: Json, holder: JsonObject): JsonObject {
  if (!isObject(holder.examples)) return holder
  return { ...holder, examples: mapped(holder.examples, (example) => followed(root, example)) }
}

function content(root: Json, holder: JsonObject): JsonObject {
  if (!isObject(holder.content)) return holder
  return {
    ...holder,
    content: mapped(holder.content, (media) => withExamples(root, followed(root, media))),
  }
}

const parameter = (root: Json, value: Json): JsonObject =>
  withExamples(root, content(root, followed(root, value)))

function response(root: Json, value: Json): JsonObject {
  const expanded = content(root, followed(root, value))
  if (!isObject(expanded.headers)) return expanded
  return { ...expanded, headers: mapped(expanded.headers, (header) => parameter(root, header)) }
}

/** Parameters of the path and of the operation; the operation's win. */
function parameters(root: Json, pathItem: JsonObject, operation: JsonObject): JsonObject[] {
  const merged = new Map<string, JsonObject>()
  for (const value of [...listAt(pathItem, 'parameters'), ...listAt(operation, 'parameters')]) {
    const expanded = parameter(root, value)
    if (typeof expanded.name === 'string') merged.set(`${expanded.in} ${expanded.name}`, expanded)
  }
  return [...merged.values()]
}

/**
 * An operation that needs nothing around it but schemas: parameters, bodies, responses, headers and examples stand in
 * place, the document's security is written out. Callbacks, links and servers are left out: gateways serve neither.
 */
export function expandOperation(root: JsonObject, pathItem: JsonObject, operation: JsonObject): JsonObject {
  const { callbacks: _callbacks, servers: _servers, ...kept } = operation
  const security = operation.security ?? root.security
  return {
    ...kept,
    parameters: parameters(root, pathItem, operation),
    ...(operation.requestBody !== undefined && {
      requestBody: content(root, followed(root, operation.requestBody)),
    }),
    responses: mapped(objectAt(operation, 'responses'), (value) => response(root, value)),
    ...(security !== undefined && { security }),
  }
}
