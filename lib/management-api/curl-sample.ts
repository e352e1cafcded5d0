import type { Operation } from './operation.ts'

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** A `curl` of the operation with its example; path parameters and the token stand as variables of the shell. */
export function curlSample({ method, path, example }: Operation, address: string): string {
  const filled = path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => `$${name.replaceAll(/([A-Z])/g, '_$1').toUpperCase()}`,
  )
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}"${address}${filled}"`]
  lines.push('-H "Authorization: Bearer $GATEHOUSE_TOKEN"')
  if (example !== undefined) {
    lines.push('-H "Content-Type: application/json"', `-d ${quoted(JSON.stringify(example, null, 2))}`)
  }
  return lines.join(' \\\n  ')
}
