import { isObject, type Json, type JsonObject } from '../schema/json.ts'
import type { ProblemList } from './problem-list.ts'

export type SpecificationKind = '2.0' | '3.0' | '3.1' | '3.2'
/** `written`: the version as the document says it. */
export type Specification = { kind: SpecificationKind; written: string }

const OTHERS: [member: string, name: string][] = [
  ['asyncapi', 'an AsyncAPI document'],
  ['arazzo', 'an Arazzo document'],
  ['overlay', 'an OpenAPI overlay'],
  ['item', 'a Postman collection'],
  ['$schema', 'a JSON Schema'],
  ['swaggerVersion', 'a Swagger 1.x document'],
]

function whatItIs(document: JsonObject): string {
  const other = OTHERS.find(([member]) => member in document)
  return other ? ` It looks like ${other[1]}.` : ''
}

/** YAML reads `version: 1.0` as a number; what was meant is clear. */
function numberToText(holder: JsonObject, key: string, pointer: string, problems: ProblemList): void {
  const value = holder[key]
  if (typeof value !== 'number') return
  holder[key] = Number.isInteger(value) ? value.toFixed(1) : String(value)
  problems.warning(pointer, `It is a number; write it as text: "${holder[key]}".`)
}

function kindOf(member: 'swagger' | 'openapi', version: string): SpecificationKind | null {
  if (member === 'swagger') return version === '2.0' ? '2.0' : null
  const match = /^3\.([012])(?:\.\d+)?(?:-[\w.]+)?$/.exec(version)
  return match ? (`3.${match[1]}` as SpecificationKind) : null
}

/** Which OpenAPI version a document is written in; null with a problem when it is none that can be read. */
export function specificationOf(document: Json, problems: ProblemList): Specification | null {
  if (!isObject(document)) {
    problems.error('', 'This is not an OpenAPI document: it must be an object with "openapi" or "swagger".')
    return null
  }
  const member = 'openapi' in document ? 'openapi' : 'swagger' in document ? 'swagger' : null
  if (!member) {
    problems.error(
      '',
      `This is not an OpenAPI document: neither "openapi" nor "swagger" is there.${whatItIs(document)}`,
    )
    return null
  }
  numberToText(document, member, `/${member}`, problems)
  if (isObject(document.info)) numberToText(document.info, 'version', '/info/version', problems)
  const written = document[member]
  const kind = typeof written === 'string' ? kindOf(member, written.trim()) : null
  if (!kind) {
    problems.error(
      `/${member}`,
      `Version ${JSON.stringify(written)} cannot be read; 2.0, 3.0, 3.1 and 3.2 can.`,
    )
    return null
  }
  return { kind, written: String(written).trim() }
}
