import {
  type Plan,
  type Resource,
  type ResourceKind,
  type ResourceRef,
  type Route,
  StateChecksum,
  type Subscription,
  versionOf,
} from '#gateway-sync/contract/index.ts'
import { CredentialTable } from '../memory/credential-table.ts'

export interface Versioned<T> {
  version: string
  spec: T
}

/** What a gateway runs: the resources of one revision, credentials in shared memory, the rest as objects. */
export class ConfigurationState {
  revision = 0
  checksum = new StateChecksum()
  readonly routes = new Map<string, Versioned<Route>>()
  readonly plans = new Map<string, Versioned<Plan>>()
  readonly subscriptions = new Map<string, Versioned<Subscription>>()
  readonly credentials: CredentialTable

  constructor(credentials = new CredentialTable()) {
    this.credentials = credentials
  }

  get size(): number {
    return this.routes.size + this.plans.size + this.subscriptions.size + this.credentials.size
  }

  /** The version of a resource as it is held, or null when it is not. */
  versionOf(kind: ResourceKind, id: string): string | null {
    if (kind !== 'credential') return this.#of(kind).get(id)?.version ?? null
    const credential = this.credentials.get(id)
    return credential === null ? null : versionOf('credential', credential)
  }

  /** Adds or replaces a resource and keeps the checksum. */
  put(resource: Resource): void {
    const before = this.versionOf(resource.kind, resource.spec.id)
    if (before !== null) this.checksum.toggle(before)
    this.checksum.toggle(resource.version)
    if (resource.kind === 'credential') this.credentials.put(resource.spec)
    else (this.#of(resource.kind) as Map<string, unknown>).set(resource.spec.id, resource)
  }

  /** Removes a resource, if it is there, and keeps the checksum. */
  remove({ kind, id }: ResourceRef): void {
    const before = this.versionOf(kind, id)
    if (before === null) return
    this.checksum.toggle(before)
    if (kind === 'credential') this.credentials.remove(id)
    else this.#of(kind).delete(id)
  }

  /** Everything but credentials, as resources. */
  *others(): Generator<Resource> {
    for (const { version, spec } of this.routes.values()) yield { kind: 'route', version, spec }
    for (const { version, spec } of this.plans.values()) yield { kind: 'plan', version, spec }
    for (const { version, spec } of this.subscriptions.values()) yield { kind: 'subscription', version, spec }
  }

  #of(kind: Exclude<ResourceKind, 'credential'>): Map<string, Versioned<Route | Plan | Subscription>> {
    if (kind === 'route') return this.routes as Map<string, Versioned<Route>>
    return kind === 'plan'
      ? (this.plans as Map<string, Versioned<Plan>>)
      : (this.subscriptions as Map<string, Versioned<Subscription>>)
  }
}
