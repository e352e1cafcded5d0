import { check } from '../check/check.ts'
import type { Change } from '../check/validate.ts'
import type { ResourceOf } from '../check/verdict.ts'
import type { CompileOptions } from '../compile/compile-route.ts'
import { type Resource, type ResourceRef, StateChecksum } from '../contract/index.ts'
import { diff } from '../diff/diff.ts'
import { History, type Running } from '../diff/history.ts'
import { VersionTable } from './version-table.ts'

/**
 * What the gateways of one environment should run now. Credentials are known by id and version only, so that a million
 * of them fit; everything else is kept whole. Holds no input or output: it is told, and it answers.
 */
export class ConfigurationState {
  readonly routes = new Map<string, ResourceOf<'route'>>()
  readonly plans = new Map<string, ResourceOf<'plan'>>()
  readonly subscriptions = new Map<string, ResourceOf<'subscription'>>()
  readonly history = new History()
  #credentials = new VersionTable()
  #withheld = new Map<string, Change>()
  /** Products of each API that is routed, to know what a product's change may take away. */
  #productIds = new Map<string, string[]>()
  #checksum = new StateChecksum()
  #revision = 0
  /** What rows are compiled with: the same for as long as sync runs. */
  readonly compileOptions: CompileOptions

  constructor(compileOptions: CompileOptions = { portalOrigin: null }) {
    this.compileOptions = compileOptions
  }

  get running(): Running {
    return { revision: this.#revision, checksum: this.#checksum.value }
  }

  get credentialCount(): number {
    return this.#credentials.size
  }

  /** What the check holds back, and why. */
  get withheld(): readonly Change[] {
    return [...this.#withheld.values()]
  }

  /** Everything but credentials. */
  resources(): Resource[] {
    return [...this.routes.values(), ...this.plans.values(), ...this.subscriptions.values()]
  }

  find(ref: ResourceRef): Resource | undefined {
    if (ref.kind === 'route') return this.routes.get(ref.id)
    if (ref.kind === 'plan') return this.plans.get(ref.id)
    return ref.kind === 'subscription' ? this.subscriptions.get(ref.id) : undefined
  }

  /** Takes changes in as one step from the present revision to `revision`. */
  apply(revision: number, changes: Change[]): void {
    const before = this.running
    const verdict = check(this, this.#withRetries(changes))
    this.#remember(verdict.withheld, verdict.changes)
    const difference = diff((ref) => this.#versionOf(ref), verdict.changes)
    for (const ref of difference.remove) this.#set(ref, null)
    for (const resource of difference.put) this.#set({ kind: resource.kind, id: resource.spec.id }, resource)
    this.#revision = revision
    this.history.append(before, this.running, difference)
  }

  /**
   * Takes in a whole new view: `resources` are all but credentials, `credentials` their versions by id. What is held
   * back stays on its last good content, as with `apply`.
   */
  replace(revision: number, changes: Change[], credentials: VersionTable): void {
    const named = new Set(changes.map(({ ref }) => `${ref.kind}/${ref.id}`))
    const gone = this.resources()
      .map((resource) => ({ ref: { kind: resource.kind, id: resource.spec.id }, resource: null }))
      .filter(({ ref }) => !named.has(`${ref.kind}/${ref.id}`))
    this.#withheld.clear()
    for (const version of this.#credentials.versions()) this.#checksum.toggle(version)
    this.#credentials = credentials
    for (const version of credentials.versions()) this.#checksum.toggle(version)
    this.apply(revision, [...gone, ...changes])
    this.history.clear()
  }

  /** Remembers which products hold an API, as long as it is routed. */
  rememberProducts(apiId: string, productIds: string[]): void {
    if (this.routes.has(apiId)) this.#productIds.set(apiId, productIds)
  }

  apiIdsOfProducts(productIds: string[]): string[] {
    if (productIds.length === 0) return []
    const asked = new Set(productIds)
    return [...this.#productIds].filter(([, ids]) => ids.some((id) => asked.has(id))).map(([id]) => id)
  }

  planIdsOf(productIds: string[], apiIds: string[]): string[] {
    if (productIds.length === 0 && apiIds.length === 0) return []
    return [...this.plans.values()]
      .filter(
        ({ spec }) => productIds.includes(spec.productId) || spec.apiIds.some((id) => apiIds.includes(id)),
      )
      .map(({ spec }) => spec.id)
  }

  isPlanKnown(planId: string): boolean {
    return this.plans.has(planId) || this.#withheld.has(`plan/${planId}`)
  }

  subscriptionIdsOfPlans(planIds: string[]): string[] {
    if (planIds.length === 0) return []
    const asked = new Set(planIds)
    return [...this.subscriptions.values()]
      .filter(({ spec }) => asked.has(spec.planId))
      .map(({ spec }) => spec.id)
  }

  /** What was held back is judged again whenever something changes that it may have waited for. */
  #withRetries(changes: Change[]): Change[] {
    if (this.#withheld.size === 0) return changes
    const named = new Set(changes.map(({ ref }) => `${ref.kind}/${ref.id}`))
    const waiting = [...this.#withheld].filter(([key, { resource }]) => resource !== null && !named.has(key))
    return [...changes, ...waiting.map(([, { ref, resource }]) => ({ ref, resource }))]
  }

  #remember(withheld: Change[], judged: Change[]): void {
    for (const { ref } of judged) this.#withheld.delete(`${ref.kind}/${ref.id}`)
    for (const change of withheld) this.#withheld.set(`${change.ref.kind}/${change.ref.id}`, change)
  }

  #versionOf(ref: ResourceRef): string | undefined {
    return ref.kind === 'credential' ? this.#credentials.get(ref.id) : this.find(ref)?.version
  }

  #set(ref: ResourceRef, resource: Resource | null): void {
    const known = this.#versionOf(ref)
    if (known !== undefined) this.#checksum.toggle(known)
    if (resource === null) {
      this.#mapOf(ref.kind).delete(ref.id)
      if (ref.kind === 'route') this.#productIds.delete(ref.id)
      return
    }
    this.#checksum.toggle(resource.version)
    if (resource.kind === 'credential') this.#credentials.set(ref.id, resource.version)
    else if (resource.kind === 'route') this.routes.set(ref.id, resource)
    else if (resource.kind === 'plan') this.plans.set(ref.id, resource)
    else this.subscriptions.set(ref.id, resource)
  }

  #mapOf(kind: ResourceRef['kind']): { delete(id: string): void } {
    if (kind === 'credential') return this.#credentials
    if (kind === 'route') return this.routes
    return kind === 'plan' ? this.plans : this.subscriptions
  }
}
