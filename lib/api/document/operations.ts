import { isObject, type JsonObject, listAt, objectAt, textAt } from '../schema/json.ts'
import { expandOperation, followed } from './expand-operation.ts'
import { LIMITS } from './limits.ts'
import { OperationKeys } from './operation-key.ts'
import { toPointer } from './pointer.ts'
import type { ProblemList } from './problem-list.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']

/** An operation as it is stored; `method` in capitals. */
export type ReadOperation = {
  key: string
  method: string
  path: string
  summary: string
  tags: string[]
  isDeprecated: boolean
  definition: JsonObject
}

/** The path's operations by method, those of 3.2's `additionalOperations` among them. */
function operationsOf(pathItem: JsonObject): [method: string, operation: JsonObject][] {
  const usual = Object.entries(pathItem).filter(([key]) => METHODS.includes(key))
  const others = Object.entries(objectAt(pathItem, 'additionalOperations'))
  return [...usual, ...others].filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
}

function checkPathParameters(
  path: string,
  definition: JsonObject,
  pointer: string,
  problems: ProblemList,
): void {
  const inPath = [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!)
  const declared = listAt(definition, 'parameters').filter((parameter) => textAt(parameter, 'in') === 'path')
  const names = declared.map((parameter) => textAt(parameter, 'name'))
  for (const name of inPath) {
    if (!names.includes(name))
      problems.warning(pointer, `{${name}} stands in the path, but no parameter describes it.`)
  }
  for (const name of names) {
    if (!inPath.includes(name))
      problems.warning(pointer, `The path parameter ${name} does not stand in the path.`)
  }
}

function readOperation(
  root: JsonObject,
  path: string,
  method: string,
  pathItem: JsonObject,
  operation: JsonObject,
  keys: OperationKeys,
): ReadOperation {
  return {
    key: keys.next(textAt(operation, 'operationId'), method.toLowerCase(), path),
    method: method.toUpperCase(),
    path,
    summary: textAt(operation, 'summary') || textAt(pathItem, 'summary'),
    tags: listAt(operation, 'tags').filter((tag) => typeof tag === 'string'),
    isDeprecated: operation.deprecated === true,
    definition: expandOperation(root, pathItem, operation),
  }
}

/** Shared parts are counted as often as they are used: that is what will be stored. */
class SizeCount {
  #sizeBytes = 0

  isExceededWith(operation: ReadOperation): boolean {
    this.#sizeBytes += JSON.stringify(operation.definition).length
    return this.#sizeBytes > LIMITS.expandedSizeBytesMax
  }
}

function isServable(path: string, problems: ProblemList): boolean {
  if (path.startsWith('/') && path.length <= LIMITS.pathLengthMax) return true
  const why = path.startsWith('/')
    ? `It has more than ${LIMITS.pathLengthMax} characters`
    : 'It does not begin with "/"'
  problems.error(toPointer('paths', path), `${why}: a gateway cannot serve it.`)
  return false
}

/** Reads all operations out of an OpenAPI 3 document, in its order. */
export function readOperations(root: JsonObject, problems: ProblemList): ReadOperation[] {
  const keys = new OperationKeys()
  const ids = new Set<string>()
  const size = new SizeCount()
  const operations: ReadOperation[] = []
  for (const [path, value] of Object.entries(objectAt(root, 'paths'))) {
    if (path.startsWith('x-') || !isServable(path, problems)) continue
    const pathItem = followed(root, value)
    for (const [method, operation] of operationsOf(pathItem)) {
      const pointer = toPointer('paths', path, method)
      const id = textAt(operation, 'operationId')
      if (id && ids.has(id)) problems.warning(pointer, `The operationId ${id} is used more than once.`)
      ids.add(id)
      const read = readOperation(root, path, method, pathItem, operation, keys)
      checkPathParameters(path, read.definition, pointer, problems)
      operations.push(read)
      if (operations.length > LIMITS.operationsMax) {
        problems.error('/paths', `It has more than ${LIMITS.operationsMax} operations.`)
        return operations
      }
      if (size.isExceededWith(read)) {
        problems.error(
          '/paths',
          'Its operations are too large once shared parameters and responses are put in place.',
        )
        return operations
      }
    }
  }
  if (operations.length === 0) problems.warning('/paths', 'It has no operations.')
  return operations
}
