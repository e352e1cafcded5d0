import { hash } from 'node:crypto'
import type { Resource, ResourceKind } from './resource.ts'

/** JSON with object keys in code-point order, so that equal content has equal text. Undefined members are dropped. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** The content version of one resource: 12 hex digits. Same kind and content, same version, wherever it is computed. */
export function versionOf(kind: ResourceKind, spec: Resource['spec']): string {
  return hash('sha256', `${kind}\n${canonicalJson(spec)}`, 'hex').slice(0, 12)
}

/**
 * An order-free checksum over a set of resources that can be kept up in O(1) a change: the XOR of their versions.
 * Two states with the same checksum hold the same resources, but for a chance of 2^-48.
 */
export class StateChecksum {
  #high = 0
  #low = 0

  /** Adds a version that was absent, or removes one that was present: XOR is its own inverse. */
  toggle(version: string): void {
    this.#high ^= Number.parseInt(version.slice(0, 6), 16)
    this.#low ^= Number.parseInt(version.slice(6, 12), 16)
  }

  /** Twelve hex digits; `000000000000` for the empty state. */
  get value(): string {
    return this.#high.toString(16).padStart(6, '0') + this.#low.toString(16).padStart(6, '0')
  }

  static of(versions: Iterable<string>): StateChecksum {
    const checksum = new StateChecksum()
    for (const version of versions) checksum.toggle(version)
    return checksum
  }
}
