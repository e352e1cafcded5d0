import { isObject, type JsonObject, listAt, objectAt, textAt } from '../schema/json.ts'
import type { ApiServer, ApiTag } from '../schema.ts'
import type { ReadOperation } from './operations.ts'

const withVariables = (url: string, variables: JsonObject): string =>
  url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const value = objectAt(variables, name).default
    return typeof value === 'string' ? value : whole
  })

/** Servers with their variables filled in; relative ones are completed by the address the document came from. */
export function readServers(root: JsonObject, base: string | null): ApiServer[] {
  return listAt(root, 'servers')
    .filter(isObject)
    .map((server) => {
      const url = withVariables(textAt(server, 'url'), objectAt(server, 'variables'))
      const absolute = base && URL.canParse(url, base) ? new URL(url, base).href : url
      return { url: absolute.replace(/\/+$/, ''), description: textAt(server, 'description') }
    })
    .filter((server) => server.url !== '')
}

/** Tags as the document orders them, then those that only operations name. */
export function readTags(root: JsonObject, operations: ReadOperation[]): ApiTag[] {
  const tags = new Map<string, ApiTag>()
  for (const tag of listAt(root, 'tags')) {
    const name = textAt(tag, 'name')
    if (name) tags.set(name, { name, description: textAt(tag, 'description') })
  }
  for (const name of operations.flatMap((operation) => operation.tags)) {
    if (!tags.has(name)) tags.set(name, { name, description: '' })
  }
  return [...tags.values()]
}
