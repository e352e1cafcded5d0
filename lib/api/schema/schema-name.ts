export const COMPONENT_SCHEMA = '#/components/schemas/'

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const unescaped = (key: string): string => decoded(key).replaceAll('~1', '/').replaceAll('~0', '~')

/** The name under which a schema is kept: its component's, or the whole reference for a schema inside something else. */
export function schemaNameOf(reference: string): string {
  const name = reference.startsWith(COMPONENT_SCHEMA) ? reference.slice(COMPONENT_SCHEMA.length) : ''
  return name && !name.includes('/') ? unescaped(name) : reference
}

/** What a reader calls a schema: the last key of the reference. */
export const schemaTitleOf = (reference: string): string =>
  unescaped(reference.split('/').at(-1) ?? reference)
