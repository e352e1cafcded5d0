import {
  type MessageOf,
  type Plan,
  type Resource,
  type ResourceRef,
  StateChecksum,
  type Subscription,
  versionOf,
} from '#gateway-sync/contract/index.ts'
import type { ConfigurationState } from './state.ts'

/** Why an offered configuration was not taken. */
export type Fault =
  | { kind: 'reject'; reason: string; resource?: ResourceRef }
  /** What the gateway holds and what sync thinks it holds have parted. */
  | { kind: 'resync'; reason: string }

/** Headers that frame a message or say who is calling: no place for a key. */
const unfitKeyHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'expect',
  'upgrade',
  'origin',
])

/** What is wrong with one resource, or null. Its shape was checked already. */
export function faultOfResource(resource: Resource): Fault | null {
  const ref = { kind: resource.kind, id: resource.spec.id }
  if (versionOf(resource.kind, resource.spec) !== resource.version) {
    return {
      kind: 'reject',
      reason: `the version of ${ref.kind}/${ref.id} is not the hash of its content`,
      resource: ref,
    }
  }
  if (resource.kind !== 'route') return null
  for (const location of resource.spec.keyLocations) {
    if (location.in !== 'header') continue
    const name = location.name.toLowerCase()
    if (unfitKeyHeaders.has(name) || name.startsWith('gatehouse-') || !/^[!#$%&'*+.^`|~\w-]+$/.test(name)) {
      return { kind: 'reject', reason: `a key cannot be sent in the header ${location.name}`, resource: ref }
    }
  }
  return null
}

/** What is wrong with a delta for this state, or null. Nothing is changed: it is judged whole before any of it is applied. */
export function faultOfDelta(state: ConfigurationState, delta: MessageOf<'delta'>): Fault | null {
  if (delta.fromRevision !== state.revision) {
    return {
      kind: 'resync',
      reason: `runs revision ${state.revision}, was offered a change from ${delta.fromRevision}`,
    }
  }
  for (const resource of delta.put) {
    const fault = faultOfResource(resource)
    if (fault !== null) return fault
  }
  if (checksumAfter(state, delta) !== delta.checksum) {
    return { kind: 'resync', reason: `revision ${delta.revision} would not have the checksum it should` }
  }
  return faultOfSlugs(state, delta) ?? faultOfBudgets(...affectedBudgets(state, delta))
}

/** Subscriptions whose budget a delta may touch, by themselves or by their plan, and the plans that will hold. */
function affectedBudgets(
  state: ConfigurationState,
  delta: MessageOf<'delta'>,
): [Iterable<Subscription>, (id: string) => Plan | undefined] {
  const plans = new Map<string, Plan>()
  const subscriptions = new Map<string, Subscription>()
  for (const { kind, spec } of delta.put) if (kind === 'plan') plans.set(spec.id, spec)
  if (plans.size > 0) {
    for (const { spec } of state.subscriptions.values())
      if (spec.budget && plans.has(spec.planId)) subscriptions.set(spec.id, spec)
  }
  for (const { kind, id } of delta.remove) if (kind === 'subscription') subscriptions.delete(id)
  for (const { kind, spec } of delta.put) if (kind === 'subscription') subscriptions.set(spec.id, spec)
  return [subscriptions.values(), (id) => plans.get(id) ?? state.plans.get(id)?.spec]
}

/** A budget of a charge that the plan does not count could not be enforced. */
export function faultOfBudgets(
  subscriptions: Iterable<Subscription>,
  planOf: (id: string) => Plan | undefined,
): Fault | null {
  for (const { id, planId, budget } of subscriptions) {
    const plan = budget && planOf(planId)
    if (!plan) continue
    const counted = new Set(plan.meters?.map(({ key }) => key))
    const charge = budget.charges.find((key) => !counted.has(key))
    if (charge !== undefined) {
      const reason = `the plan ${planId} has no meter for the charge ${charge} of the budget`
      return { kind: 'reject', reason, resource: { kind: 'subscription', id } }
    }
  }
  return null
}

function checksumAfter(state: ConfigurationState, delta: MessageOf<'delta'>): string {
  const checksum = new StateChecksum()
  checksum.toggle(state.checksum.value)
  const changed = new Map<string, string | null>()
  const replace = (ref: ResourceRef, version: string | null): void => {
    const name = `${ref.kind}/${ref.id}`
    const before = changed.has(name) ? changed.get(name)! : state.versionOf(ref.kind, ref.id)
    if (before !== null) checksum.toggle(before)
    if (version !== null) checksum.toggle(version)
    changed.set(name, version)
  }
  for (const ref of delta.remove) replace(ref, null)
  for (const resource of delta.put) replace({ kind: resource.kind, id: resource.spec.id }, resource.version)
  return checksum.value
}

function faultOfSlugs(state: ConfigurationState, delta: MessageOf<'delta'>): Fault | null {
  if (!delta.put.some((resource) => resource.kind === 'route')) return null
  const routes = new Map([...state.routes.values()].map(({ spec }) => [spec.id, spec]))
  for (const ref of delta.remove) if (ref.kind === 'route') routes.delete(ref.id)
  for (const resource of delta.put) if (resource.kind === 'route') routes.set(resource.spec.id, resource.spec)
  return faultOfRoutes(routes.values())
}

/** Two routes may not answer at the same address. */
export function faultOfRoutes(routes: Iterable<{ id: string; slug: string; hosts: string[] }>): Fault | null {
  const owners = new Map<string, string>()
  for (const { id, slug, hosts } of routes) {
    for (const address of [`/${slug}`, ...hosts.map((host) => host.toLowerCase())]) {
      const owner = owners.get(address)
      if (owner !== undefined && owner !== id) {
        return {
          kind: 'reject',
          reason: `${address} is the address of ${owner} already`,
          resource: { kind: 'route', id },
        }
      }
      owners.set(address, id)
    }
  }
  return null
}
