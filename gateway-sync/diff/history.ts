import {
  MESSAGE_SIZE_BYTES_MAX,
  type MessageOf,
  type Resource,
  type ResourceRef,
  SNAPSHOT_CHUNK_RESOURCES_MAX,
} from '../contract/index.ts'
import type { Difference } from './diff.ts'

/** A state that somebody runs: a revision and the checksum over what belongs to it. */
export type Running = { revision: number; checksum: string }
export type Step = { before: Running; after: Running; difference: Difference; sizeBytes: number }

const STEPS_MAX = 10_000
const RESOURCES_MAX = 50_000
const DELTA_SIZE_BYTES_MAX = MESSAGE_SIZE_BYTES_MAX - 64 * 1024

/** The latest steps from state to state, so that a gateway that is a little behind costs no look-up. */
export class History {
  #steps: Step[] = []
  #resources = 0

  append(before: Running, after: Running, difference: Difference): void {
    const sizeBytes = Buffer.byteLength(JSON.stringify(difference))
    this.#steps.push({ before, after, difference, sizeBytes })
    this.#resources += countOf(difference)
    if (this.#steps.length > STEPS_MAX || this.#resources > RESOURCES_MAX) this.#drop()
  }

  clear(): void {
    this.#steps = []
    this.#resources = 0
  }

  /** The checksum that belongs to a revision, as far as it is remembered. */
  checksumOf(revision: number): string | undefined {
    const step = this.#steps[this.#indexFrom(revision)]
    if (step) return step.before.checksum
    const last = this.#steps.at(-1)?.after
    return last?.revision === revision ? last.checksum : undefined
  }

  /**
   * One message that leads from `running` towards the latest state: as many steps as fit. Null when the way is not
   * remembered, or when a single step is larger than a message.
   */
  deltaFrom(running: Running): MessageOf<'delta'> | null {
    const start = this.#indexFrom(running.revision)
    if (this.#steps[start]?.before.checksum !== running.checksum) return null
    let end = start
    let sizeBytes = 0
    let resources = 0
    for (; end < this.#steps.length; end++) {
      const step = this.#steps[end]!
      sizeBytes += step.sizeBytes
      resources += countOf(step.difference)
      if (sizeBytes > DELTA_SIZE_BYTES_MAX || resources > SNAPSHOT_CHUNK_RESOURCES_MAX) break
    }
    return end === start ? null : toDelta(this.#steps.slice(start, end))
  }

  #indexFrom(revision: number): number {
    return this.#steps.findLastIndex((step) => step.before.revision === revision)
  }

  #drop(): void {
    const kept = this.#steps.splice(Math.ceil(this.#steps.length / 2))
    this.#steps = kept
    this.#resources = kept.reduce((sum, step) => sum + countOf(step.difference), 0)
  }
}

const countOf = (difference: Difference): number => difference.put.length + difference.remove.length

/** Folds consecutive steps into one: of each resource, the last word counts. Pure. */
export function toDelta(steps: Step[]): MessageOf<'delta'> {
  const put = new Map<string, Resource>()
  const remove = new Map<string, ResourceRef>()
  for (const { difference } of steps) {
    for (const ref of difference.remove) {
      put.delete(keyOf(ref.kind, ref.id))
      remove.set(keyOf(ref.kind, ref.id), ref)
    }
    for (const resource of difference.put) {
      remove.delete(keyOf(resource.kind, resource.spec.id))
      put.set(keyOf(resource.kind, resource.spec.id), resource)
    }
  }
  const { revision, checksum } = steps.at(-1)!.after
  return {
    type: 'delta',
    fromRevision: steps[0]!.before.revision,
    revision,
    put: [...put.values()],
    remove: [...remove.values()],
    checksum,
  }
}

const keyOf = (kind: string, id: string): string => `${kind}/${id}`
