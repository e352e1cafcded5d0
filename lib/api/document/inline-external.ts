import { isObject, type Json, type JsonObject } from '../schema/json.ts'
import type { ExternalDocuments } from './load-external.ts'
import { keysOf, pointerOf, valueAt } from './pointer.ts'
import type { ProblemList } from './problem-list.ts'
import { type Reference, referencesIn } from './references.ts'
import type { SpecificationKind } from './specification.ts'

/** References to parameters and responses of other documents that lead to others again. */
const CHAIN_MAX = 20
const IN_PLACE_MAX = 20_000

type Target = { address: string; fragment: string }

function targetOf(reference: string, base: string): Target {
  const url = new URL(reference, base)
  const fragment = url.hash || '#'
  url.hash = ''
  return { address: url.href, fragment }
}

/** A readable name for a schema of another document: its last key, or the file's name. */
function nameOf({ address, fragment }: Target): string {
  const last =
    keysOf(fragment.slice(1)).at(-1) ??
    new URL(address).pathname
      .split('/')
      .at(-1)!
      .replace(/\.\w+$/, '')
  return last.replace(/[^A-Za-z0-9._-]+/g, '-') || 'External'
}

/** The object at a key, made when there is none. */
function memberOf(holder: JsonObject, key: string): JsonObject {
  if (!isObject(holder[key])) holder[key] = {}
  return holder[key] as JsonObject
}

class Inliner {
  readonly #base: string | null
  readonly #documents: ExternalDocuments
  readonly #problems: ProblemList
  readonly #schemas: JsonObject
  readonly #schemaPointer: string
  readonly #adopted = new Map<string, string>()
  #inPlaceCount = 0

  constructor(
    root: JsonObject,
    kind: SpecificationKind,
    base: string | null,
    documents: ExternalDocuments,
    problems: ProblemList,
  ) {
    this.#base = base
    this.#documents = documents
    this.#problems = problems
    const home = kind === '2.0' ? root : memberOf(root, 'components')
    this.#schemas = memberOf(home, kind === '2.0' ? 'definitions' : 'schemas')
    this.#schemaPointer = kind === '2.0' ? '#/definitions/' : '#/components/schemas/'
  }

  /** Makes one reference local. `pointer`: where in the imported document the trouble begins. */
  take({ holder, isSchema }: Reference, base: string | null, pointer: string, depth = 0): void {
    const target = targetOf(holder.$ref, base ?? 'https://document.invalid/')
    if (target.address === this.#base) {
      holder.$ref = target.fragment
      return
    }
    const value = this.#valueOf(target, pointer)
    if (value === undefined) return
    if (isSchema) holder.$ref = this.#adoptSchema(target, value, pointer, depth)
    else this.#putInPlace(holder, target, value, pointer, depth)
  }

  #valueOf(target: Target, pointer: string): Json | undefined {
    const document = this.#documents.values.get(target.address)
    const failure = this.#documents.failures.get(target.address)
    const value = document === undefined ? undefined : valueAt(document, target.fragment)
    if (value === undefined) {
      const why = failure ?? `It has nothing at ${target.fragment}.`
      this.#problems.error(pointer, `The reference to ${target.address} cannot be followed. ${why}`)
    }
    return value
  }

  #adoptSchema(target: Target, value: Json, pointer: string, depth: number): string {
    const id = target.address + target.fragment
    const known = this.#adopted.get(id)
    if (known) return known
    let name = nameOf(target)
    for (let count = 2; Object.hasOwn(this.#schemas, name); count++) name = `${nameOf(target)}-${count}`
    const reference = this.#schemaPointer + name
    this.#adopted.set(id, reference)
    const copy = structuredClone(value)
    this.#schemas[name] = copy
    this.#takeAll(copy, true, target.address, pointer, depth)
    return reference
  }

  #putInPlace(holder: JsonObject, target: Target, value: Json, pointer: string, depth: number): void {
    if (depth > CHAIN_MAX || ++this.#inPlaceCount > IN_PLACE_MAX || !isObject(value)) {
      const why = isObject(value) ? 'It leads on and on.' : 'There is no object there.'
      this.#problems.error(pointer, `The reference to ${target.address} cannot be followed. ${why}`)
      return
    }
    const copy = structuredClone(value)
    delete holder.$ref
    for (const [key, member] of Object.entries(copy)) holder[key] ??= member
    this.#takeAll(holder, false, target.address, pointer, depth)
  }

  #takeAll(value: Json, isSchema: boolean, base: string, pointer: string, depth: number): void {
    for (const reference of referencesIn(value, isSchema)) this.take(reference, base, pointer, depth + 1)
  }
}

/**
 * Brings what other documents hold into this one: schemas under a name of their own, everything else in place. A reference
 * that cannot be followed is a problem at its place in the imported document.
 */
export function inlineExternal(
  root: JsonObject,
  kind: SpecificationKind,
  base: string | null,
  external: Reference[],
  documents: ExternalDocuments,
  problems: ProblemList,
): void {
  if (external.length === 0) return
  const inliner = new Inliner(root, kind, base, documents, problems)
  for (const reference of external) inliner.take(reference, base, pointerOf(reference.place))
}
