import { isObject, type Json } from '../schema/json.ts'
import { type Place, pointerOf, valueAt } from './pointer.ts'
import type { ProblemList } from './problem-list.ts'
import { type Reference, referencesIn } from './references.ts'

const CHAIN_MAX = 50

/** Pointers of all `$anchor`s, which references may name instead of a path. */
function anchorsOf(root: Json): Map<string, Json> {
  const anchors = new Map<string, Json>()
  const todo: Json[] = [root]
  for (let value = todo.pop(); value !== undefined; value = todo.pop()) {
    if (typeof value !== 'object' || value === null) continue
    if (isObject(value)) {
      for (const key of ['$anchor', '$dynamicAnchor']) {
        const anchor = value[key]
        if (typeof anchor === 'string' && !anchors.has(anchor)) anchors.set(anchor, value)
      }
    }
    todo.push(...Object.values(value).filter((member) => typeof member === 'object' && member !== null))
  }
  return anchors
}

/** True when references lead to references without ever arriving. */
function isEndless(root: Json, first: string): boolean {
  let at = first
  for (let hop = 0; hop < CHAIN_MAX; hop++) {
    const target = valueAt(root, at)
    if (!isObject(target) || typeof target.$ref !== 'string' || !target.$ref.startsWith('#')) return false
    if (Object.keys(target).length > 1) return false
    at = target.$ref
  }
  return true
}

/** An anchor's place is told by where the value itself stands. */
function pointerTo(root: Json, wanted: Json): string | null {
  const todo: { value: Json; place: Place }[] = [{ value: root, place: null }]
  for (let step = todo.pop(); step; step = todo.pop()) {
    if (step.value === wanted) return pointerOf(step.place)
    if (typeof step.value !== 'object' || step.value === null) continue
    for (const [key, value] of Object.entries(step.value))
      todo.push({ value, place: { parent: step.place, key } })
  }
  return null
}

/** Writes references by anchor as references by path, which is what everything after this reads. */
function resolveAnchors(root: Json, references: Reference[], problems: ProblemList): void {
  const named = references.filter(({ holder }) => /^#[^/]/.test(holder.$ref))
  if (named.length === 0) return
  const anchors = anchorsOf(root)
  for (const { holder, place } of named) {
    const target = anchors.get(holder.$ref.slice(1))
    if (target === undefined) problems.error(pointerOf(place), `The reference ${holder.$ref} leads nowhere.`)
    else holder.$ref = `#${pointerTo(root, target)}`
  }
}

function checkLocal(root: Json, references: Reference[], problems: ProblemList): void {
  const verdicts = new Map<string, string | null>()
  for (const { holder, place } of references) {
    const reference = holder.$ref
    let verdict = verdicts.get(reference)
    if (verdict === undefined) {
      if (valueAt(root, reference) === undefined) verdict = `The reference ${reference} leads nowhere.`
      else if (isEndless(root, reference))
        verdict = `The reference ${reference} leads back to itself without end.`
      else verdict = null
      verdicts.set(reference, verdict)
    }
    if (verdict) problems.error(pointerOf(place), verdict)
  }
}

/** Why an external reference may not be followed, or null. `base` is the address that the document came from. */
function refusalOf(reference: string, base: string | null): string | null {
  if (/^file:/i.test(reference))
    return `The reference ${reference} names a file of this server; that is never read.`
  if (/^https?:\/\//i.test(reference)) {
    return URL.canParse(reference) ? null : `The reference ${reference} is not a valid address.`
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return `The reference ${reference} is not http(s).`
  if (base) return URL.canParse(reference, base) ? null : `The reference ${reference} is not a valid address.`
  return (
    `The reference ${reference} names another file, and the document did not come from an address. ` +
    'Import it by its address, or bundle the files into one.'
  )
}

/**
 * Checks every reference: local ones must lead somewhere (in circles is fine), external ones must be `http(s)`. Returns
 * the external ones.
 */
export function checkReferences(root: Json, base: string | null, problems: ProblemList): Reference[] {
  const references = referencesIn(root)
  const external = references.filter(({ holder }) => !holder.$ref.startsWith('#'))
  const local = references.filter(({ holder }) => holder.$ref.startsWith('#'))
  resolveAnchors(root, local, problems)
  checkLocal(
    root,
    local.filter(({ holder }) => /^#(\/|$)/.test(holder.$ref)),
    problems,
  )
  for (const { holder, place } of external) {
    const refusal = refusalOf(holder.$ref, base)
    if (refusal) problems.error(pointerOf(place), refusal)
  }
  return external
}
