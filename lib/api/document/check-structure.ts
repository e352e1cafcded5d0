import { createRequire } from 'node:module'
import type { ErrorObject } from 'ajv'
import type { JsonObject } from '../schema/json.ts'
import type { ProblemList } from './problem-list.ts'
import type { SpecificationKind } from './specification.ts'

// Swagger parser's own `validate` puts every reference's target in its place first: with schemas that share schemas that
// takes exponential time. Its validator alone takes the document as it is; the rules are written for references.
const validate: (document: JsonObject) => void = createRequire(import.meta.url)(
  '@apidevtools/swagger-parser/lib/validators/schema',
)

const isOutcomeOfOthers = new Set(['oneOf', 'anyOf', 'allOf', 'if', 'then', '$ref', '$dynamicRef'])
/** Breaks a rule, and yet what portals and gateways need can be read. */
const isHarmless = new Set([
  'additionalProperties',
  'unevaluatedProperties',
  'patternProperties',
  'propertyNames',
])
const isHarmlessRule = new Set([
  'not',
  'pattern',
  'format',
  'uniqueItems',
  'minProperties',
  'dependentRequired',
])

function isNoise(error: ErrorObject): boolean {
  return error.keyword === 'required' && error.params.missingProperty === '$ref'
}

function isWarning(error: ErrorObject): boolean {
  if (isHarmless.has(error.keyword) || isHarmlessRule.has(error.keyword)) return true
  return error.keyword === 'required' && error.params.missingProperty === 'description'
}

function textOf(error: ErrorObject): string {
  const { params, keyword } = error
  if (keyword === 'required') return `"${params.missingProperty}" is missing.`
  if (keyword === 'additionalProperties') return `"${params.additionalProperty}" is not known here.`
  if (keyword === 'unevaluatedProperties') return `"${params.unevaluatedProperty}" is not known here.`
  if (keyword === 'enum') return `It must be one of ${params.allowedValues.map(String).join(', ')}.`
  if (keyword === 'const') return `It must be ${JSON.stringify(params.allowedValue)}.`
  if (keyword === 'type') return `It must be ${[params.type].flat().join(' or ')}.`
  return `It ${error.message}.`
}

/** Alternatives each complain; the complaints deepest in the document say what is really wrong. */
function essential(errors: ErrorObject[]): ErrorObject[] {
  const real = errors.filter((error) => !isNoise(error))
  const concrete = real.filter((error) => !isOutcomeOfOthers.has(error.keyword))
  const paths = concrete.map((error) => error.instancePath)
  const unexplained = real.filter(
    (error) =>
      isOutcomeOfOthers.has(error.keyword) && !paths.some((path) => path.startsWith(error.instancePath)),
  )
  return [...concrete, ...unexplained]
}

/**
 * Holds the document against the specification's own JSON schema. What a reader cannot do without is an error, the rest a
 * warning; with 3.2, for which no such schema is at hand, everything is a warning under 3.1's rules.
 */
export function checkStructure(document: JsonObject, kind: SpecificationKind, problems: ProblemList): void {
  const subject = kind === '3.2' ? { ...document, openapi: '3.1.2' } : document
  try {
    validate(subject)
  } catch (thrown) {
    const details = (thrown as { details?: ErrorObject[] }).details
    if (!details) throw thrown
    const seen = new Set<string>()
    for (const error of essential(details)) {
      const text = textOf(error)
      if (seen.has(error.instancePath + text)) continue
      seen.add(error.instancePath + text)
      if (kind === '3.2' || isWarning(error)) problems.warning(error.instancePath, text)
      else problems.error(error.instancePath, text)
    }
  }
}
