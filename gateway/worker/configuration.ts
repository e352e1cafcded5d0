import type { Plan, Route, Subscription } from '#gateway-sync/contract/index.ts'
import type { PlacedCharge } from '../quota/leases.ts'
import { type Access, resolveAccess, type SubscriptionEntry } from './access.ts'
import { type CompiledRoute, compileRoute } from './route.ts'
import type { UpstreamPools } from './upstream-pools.ts'

/** A subscription with the places in shared memory that the main thread gave it. */
export interface PlacedSubscription {
  spec: Subscription
  slot: number
  charges: readonly PlacedCharge[] | null
  /** The application's place in the credential table's arena. */
  application: number
}

/** Changed resources; with `isWhole` everything else is dropped. */
export interface ConfigurationChange {
  isWhole: boolean
  routes: Route[]
  plans: Plan[]
  subscriptions: PlacedSubscription[]
  removed: { kind: 'route' | 'plan' | 'subscription'; id: string }[]
}

/** An application as the hot path knows it: what it may do on each route, worked out on first use. */
export class ApplicationEntry {
  readonly id: string
  readonly subscriptions: SubscriptionEntry[] = []
  readonly access = new Map<CompiledRoute, Access>()
  epoch = 0

  constructor(id: string) {
    this.id = id
  }
}

/** One worker's routes, plans and subscriptions. A change is taken up within one synchronous call. */
export class Configuration {
  readonly routes = new Map<string, CompiledRoute>()
  readonly plans = new Map<string, Plan>()
  readonly subscriptions = new Map<string, PlacedSubscription>()
  /** Header names that carry a key on any route. */
  keyHeaders = new Set<string>()
  /** Changes with every change of routes or plans. */
  epoch = 1
  readonly #applications = new Map<number, ApplicationEntry>()
  #slugs = new Map<string, CompiledRoute>()
  #hosts = new Map<string, CompiledRoute>()
  readonly #pools: UpstreamPools

  constructor(pools: UpstreamPools) {
    this.#pools = pools
  }

  apply(change: ConfigurationChange): void {
    if (change.isWhole) this.#clear()
    for (const { kind, id } of change.removed) {
      if (kind === 'route') this.routes.delete(id)
      else if (kind === 'plan') this.plans.delete(id)
      else this.#removeSubscription(id)
    }
    for (const plan of change.plans) this.plans.set(plan.id, plan)
    for (const subscription of change.subscriptions) this.#putSubscription(subscription)
    for (const route of change.routes)
      this.routes.set(route.id, compileRoute(route, this.#pools.get(route.upstream)))
    this.epoch++
    if (change.isWhole || change.routes.length > 0 || change.removed.some(({ kind }) => kind === 'route'))
      this.#index()
  }

  get hasHosts(): boolean {
    return this.#hosts.size > 0
  }

  /** The route that owns a host name (lower case, no port). */
  findByHost(host: string): CompiledRoute | undefined {
    return this.#hosts.size > 0 ? this.#hosts.get(host) : undefined
  }

  /** The route for the first segment of a path. */
  findBySlug(slug: string): CompiledRoute | undefined {
    return this.#slugs.get(slug)
  }

  /** The application at this place of the arena; `id` is only asked for when it was never seen. */
  application(place: number, id: () => string): ApplicationEntry {
    let entry = this.#applications.get(place)
    if (entry === undefined) {
      entry = new ApplicationEntry(id())
      this.#applications.set(place, entry)
    }
    return entry
  }

  /** What the application may do on the route. */
  accessOf(application: ApplicationEntry, route: CompiledRoute): Access {
    if (application.epoch !== this.epoch) {
      application.access.clear()
      application.epoch = this.epoch
    }
    let access = application.access.get(route)
    if (access === undefined) {
      access = resolveAccess(application.id, application.subscriptions, this.plans, route.spec.id)
      application.access.set(route, access)
    }
    return access
  }

  #clear(): void {
    this.routes.clear()
    this.plans.clear()
    this.subscriptions.clear()
    this.#applications.clear()
  }

  #putSubscription(placed: PlacedSubscription): void {
    this.#removeSubscription(placed.spec.id)
    this.subscriptions.set(placed.spec.id, placed)
    const application = this.application(placed.application, () => placed.spec.applicationId)
    application.subscriptions.push(placed)
  }

  #removeSubscription(id: string): void {
    const known = this.subscriptions.get(id)
    if (known === undefined) return
    this.subscriptions.delete(id)
    const entries = this.#applications.get(known.application)?.subscriptions
    const at = entries?.findIndex((entry) => entry.spec.id === id) ?? -1
    if (at >= 0) entries!.splice(at, 1)
  }

  #index(): void {
    const slugs = new Map<string, CompiledRoute>()
    const hosts = new Map<string, CompiledRoute>()
    const keyHeaders = new Set<string>()
    for (const route of this.routes.values()) {
      slugs.set(route.spec.slug, route)
      for (const host of route.spec.hosts) hosts.set(host.toLowerCase(), route)
      for (const name of route.keyHeaders) keyHeaders.add(name)
    }
    this.#slugs = slugs
    this.#hosts = hosts
    this.keyHeaders = keyHeaders
    this.#pools.keepOnly([...this.routes.values()].map((route) => route.pool))
  }
}
