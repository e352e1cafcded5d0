import type { MessageOf, Resource, ResourceRef } from '#gateway-sync/contract/index.ts'
import type { WorkerFleet } from '../control/worker-fleet.ts'
import type { SlotWriter } from '../limit/slot-writer.ts'
import type { Control } from '../memory/control.ts'
import type { QuotaBroker } from '../quota/quota-broker.ts'
import type { ConfigurationChange, PlacedSubscription } from '../worker/configuration.ts'
import { checksOf, planProof, type Removed } from './proof.ts'
import type { ConfigurationState } from './state.ts'
import type { ConfigurationStore } from './store.ts'

export type Receipt = MessageOf<'receipt'>

/** Everything a change of configuration touches. */
export interface ApplyParts {
  fleet: WorkerFleet
  slots: SlotWriter
  quotas: QuotaBroker
  control: Control
  store: ConfigurationStore
  /** Hears of a proof that came out otherwise than it must. */
  onFailedProof: (checks: Receipt['proof']) => void
}

/** Brings a state that was checked into force in every thread, keeps it on disk, and proves it. */
export class ConfigurationApplier {
  readonly #parts: ApplyParts

  constructor(parts: ApplyParts) {
    this.#parts = parts
  }

  /**
   * Applies a delta. What takes something away holds first, by atomic stores; then routes, plans and subscriptions in
   * each worker at one stroke; new credentials last, when all they need is there.
   */
  async applyDelta(
    state: ConfigurationState,
    delta: MessageOf<'delta'>,
    arrivedAt: number,
  ): Promise<Receipt> {
    const { fleet, store, control, quotas } = this.#parts
    const removed = delta.remove.map((ref) => this.#describe(state, ref)).filter((each) => each !== null)
    const isKey = (resource: Resource): boolean => resource.kind === 'credential'
    const isRevoked = (resource: Resource): boolean =>
      resource.kind === 'credential' && resource.spec.status === 'revoked'
    const oldRoutes = new Map([...state.routes].map(([id, { spec }]) => [id, spec.slug]))
    for (const ref of delta.remove) state.remove(ref)
    for (const resource of delta.put) if (isRevoked(resource) || !isKey(resource)) state.put(resource)
    const change = this.#changeOf(state, delta)
    this.#configureSlots(state, delta)
    this.#handOutMemory(state)
    quotas.recheck()
    if (change !== null) await fleet.ask({ type: 'apply', change, credentials: null })
    for (const resource of delta.put) if (isKey(resource) && !isRevoked(resource)) state.put(resource)
    this.#handOutMemory(state)
    state.revision = delta.revision
    control.revision = delta.revision
    const appliedMs = performance.now() - arrivedAt
    const kept = store.keepChange(state, delta)
    for (const resource of delta.put) {
      if (resource.kind !== 'route') continue
      const slug = oldRoutes.get(resource.spec.id)
      if (slug !== undefined && slug !== resource.spec.slug)
        removed.push({ kind: 'route', id: resource.spec.id, slug })
    }
    const receipt = await this.#prove(state, delta.put, removed, appliedMs, arrivedAt)
    await kept
    return receipt
  }

  /** Replaces the whole state: the new one was built beside the old, and each worker swaps at one stroke. */
  async applyWhole(
    before: ConfigurationState,
    state: ConfigurationState,
    arrivedAt: number,
  ): Promise<Receipt> {
    const { fleet, store, control, slots, quotas } = this.#parts
    const goneSubscriptions = [...before.subscriptions.keys()].filter((id) => !state.subscriptions.has(id))
    const gone = goneSubscriptions.map((id): Removed => ({ kind: 'subscription', id }))
    for (const [id, { spec }] of before.routes) {
      if (!state.routes.has(id)) gone.push({ kind: 'route', id, slug: spec.slug })
    }
    const change = this.wholeOf(state)
    // Slots that were added must be known before the subscriptions that lie in them.
    state.credentials.takeGrowth()
    fleet.broadcast({ type: 'grow', credentials: null, slots: slots.takeGrowth() })
    await fleet.ask({ type: 'apply', change, credentials: state.credentials.memory })
    for (const id of goneSubscriptions) {
      quotas.forget(id)
      slots.release(id)
    }
    control.revision = state.revision
    const appliedMs = performance.now() - arrivedAt
    // A receipt promises that a restart does not bring the old state back: it waits for the disk.
    const kept = store.keepWhole(state)
    const receipt = await this.#prove(state, sample(state), gone, appliedMs, arrivedAt)
    await kept
    return receipt
  }

  /** The whole configuration for workers; places every subscription and sets its limits on the way. */
  wholeOf(state: ConfigurationState): ConfigurationChange {
    const subscriptions = [...state.subscriptions.values()].map(({ spec }) => this.#place(state, spec.id))
    return {
      isWhole: true,
      routes: [...state.routes.values()].map(({ spec }) => spec),
      plans: [...state.plans.values()].map(({ spec }) => spec),
      subscriptions,
      removed: [],
    }
  }

  #place(state: ConfigurationState, id: string): PlacedSubscription {
    const { slots, quotas } = this.#parts
    const { spec } = state.subscriptions.get(id)!
    const slot = slots.slotOf(id)
    const plan = state.plans.get(spec.planId)?.spec
    slots.configure(slot, plan ?? { rateLimit: null, quota: null })
    const charges = quotas.configure(spec, slot, plan?.quota ?? null)
    return { spec, slot, charges, application: state.credentials.application(spec.applicationId) }
  }

  #changeOf(state: ConfigurationState, delta: MessageOf<'delta'>): ConfigurationChange | null {
    const change: ConfigurationChange = {
      isWhole: false,
      routes: [],
      plans: [],
      subscriptions: [],
      removed: [],
    }
    for (const ref of delta.remove) {
      if (ref.kind !== 'credential') change.removed.push({ kind: ref.kind, id: ref.id })
    }
    for (const { kind, spec } of delta.put) {
      if (kind === 'route') change.routes.push(spec)
      else if (kind === 'plan') change.plans.push(spec)
      else if (kind === 'subscription') change.subscriptions.push(this.#place(state, spec.id))
    }
    const { routes, plans, subscriptions, removed } = change
    return routes.length + plans.length + subscriptions.length + removed.length === 0 ? null : change
  }

  /** A changed plan changes its subscriptions' slots; a removed subscription gives its slot up. */
  #configureSlots(state: ConfigurationState, delta: MessageOf<'delta'>): void {
    for (const { kind, spec } of delta.put) {
      if (kind === 'plan') for (const id of subscribersOf(state, spec.id)) this.#place(state, id)
    }
    for (const { kind, id } of delta.remove) {
      if (kind === 'plan') for (const each of subscribersOf(state, id)) this.#place(state, each)
      if (kind !== 'subscription' || state.subscriptions.has(id)) continue
      this.#parts.quotas.forget(id)
      this.#parts.slots.release(id)
    }
  }

  #handOutMemory(state: ConfigurationState): void {
    const credentials = state.credentials.takeGrowth()
    const slots = this.#parts.slots.takeGrowth()
    if (credentials === null && slots.length === 0) return
    this.#parts.fleet.broadcast({ type: 'grow', credentials, slots })
  }

  #describe(state: ConfigurationState, ref: ResourceRef): Removed | null {
    if (ref.kind === 'credential') {
      const credential = state.credentials.get(ref.id)
      return credential && { kind: 'credential', id: ref.id, digest: credential.digest }
    }
    if (ref.kind !== 'route') return { kind: ref.kind, id: ref.id }
    const route = state.routes.get(ref.id)
    return route === undefined ? null : { kind: 'route', id: ref.id, slug: route.spec.slug }
  }

  async #prove(
    state: ConfigurationState,
    put: readonly Resource[],
    removed: readonly Removed[],
    appliedMs: number,
    arrivedAt: number,
  ): Promise<Receipt> {
    const { fleet, slots, onFailedProof } = this.#parts
    const put_ = new Set(put.map(({ kind, spec }) => `${kind}/${spec.id}`))
    const gone = removed.filter(({ kind, id }) => kind === 'route' || !put_.has(`${kind}/${id}`))
    const plan = planProof(put, gone, slots, (id) => subscribersOf(state, id), Date.now())
    const answers = await fleet.ask({ type: 'prove', questions: plan.questions })
    const { proof, checked, failed } = checksOf(plan, answers)
    if (failed.length > 0) onFailedProof(failed)
    const provedMs = performance.now() - arrivedAt
    return {
      type: 'receipt',
      revision: state.revision,
      checksum: state.checksum.value,
      appliedMs,
      provedMs,
      proof,
      checked,
    }
  }
}

function subscribersOf(state: ConfigurationState, planId: string): string[] {
  const found = []
  for (const [id, { spec }] of state.subscriptions) if (spec.planId === planId) found.push(id)
  return found
}

/** Of a whole state: what is not a credential, and some that are. */
function sample(state: ConfigurationState): Resource[] {
  const resources = [...state.others()]
  for (const spec of state.credentials.all()) {
    if (resources.length >= 400) break
    resources.push({ kind: 'credential', version: '', spec })
  }
  return resources
}
