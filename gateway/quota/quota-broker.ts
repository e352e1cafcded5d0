import type { GatewayMessage, MessageOf, Quota, Subscription } from '#gateway-sync/contract/index.ts'
import type { WorkerFleet } from '../control/worker-fleet.ts'
import type { SpendingStore } from '../journal/spending-store.ts'
import { BY_CREDIT, BY_QUOTA, BY_SPEND_CAP } from '../limit/layout.ts'
import type { Period } from '../limit/period.ts'
import type { SlotWriter } from '../limit/slot-writer.ts'
import type { GrantLog } from './grant-log.ts'
import { type Lease, leasePeriodAt } from './lease.ts'
import { Leases, type PlacedCharge } from './leases.ts'

export interface QuotaParts {
  slots: SlotWriter
  grants: GrantLog
  spending: SpendingStore
  broadcast: WorkerFleet['broadcast']
  /** Sends to sync; false when there is no connection. */
  send: (message: GatewayMessage) => boolean
}

type Grant = MessageOf<'quota-grant'>
/** What was asked, and what was spent when it was. */
interface Asked {
  lease: Lease
  period: Period
  spent: number
  /** Its name; undefined when another ask of the lease was under way, which has the only one. */
  ask: string | undefined
}

/** After any change a budget that was used up is asked for anew, at most so often. */
const RECHECK_MIN_MS = 50

/** Leases returned at once at the end of their period. */
const TICK_MAX = 500

const ownNow = (lease: Lease): number => Date.now() + lease.clockOffsetMs
const leaseName = ({ spender, period }: Lease): string => `${period.name} ${spender}`

/** Gets parts of quotas and budgets from sync as they are needed, and gives back what was not. */
export class QuotaBroker {
  readonly #parts: QuotaParts
  readonly #leases: Leases
  /** Asked and not answered yet, by request id. */
  readonly #asked = new Map<number, Asked>()
  /** Names of asks that are under way. */
  readonly #underWay = new Set<string>()
  readonly #returning = new Set<number>()
  /** Budgets of which nothing was left when sync last answered. */
  readonly #exhausted = new Set<Lease>()
  /** Spent of leases that were dropped, which the journal's sums may not hold yet. */
  readonly #left = new Map<string, { spent: number; endsAt: number }>()
  #requestId = 0
  #onReturned: (() => void) | null = null

  constructor(parts: QuotaParts) {
    this.#parts = parts
    this.#leases = new Leases(parts.slots, {
      onAdded: (lease) => this.#beginPeriod(lease),
      onDropped: (lease) => this.#drop(lease),
      onKept: (lease, isTurned) => this.#keep(lease, isTurned),
    })
  }

  /**
   * Tells what a subscription's quota and budget are now; begins their periods from what is known when they are new.
   * Returns where its budget is debited, null without one.
   */
  configure(spec: Subscription, slot: number, quota: Quota | null): PlacedCharge[] | null {
    return this.#leases.configure(spec, slot, quota)
  }

  forget(subscriptionId: string): void {
    this.#leases.forget(subscriptionId)
  }

  /** The present period of a spender's lease, in its own time; null when it has none. */
  periodOf(spender: string): Period | null {
    const [subscriptionId, charge] = spender.split('#') as [string, string | undefined]
    return this.#leases.find(subscriptionId, charge)?.period ?? null
  }

  /** A worker needs more for a slot, now or soon. */
  ask(slot: number): void {
    const lease = this.#leases.at(slot)
    if (lease === undefined) {
      // Dropped since the worker asked: what holds in its place decides.
      this.#parts.broadcast({ type: 'quota', slot, isAvailable: true })
      return
    }
    const { slots } = this.#parts
    if (ownNow(lease) >= lease.period.endsAt) {
      this.#nextPeriod(lease)
      slots.markAsked(slot, true)
    }
    const requestId = ++this.#requestId
    const { subscriptionId, charge, period } = lease
    const { spent } = slots.balance(slot)
    lease.askedAt = Date.now()
    const ask = this.#nameAsk(lease)
    const isSent = this.#parts.send({
      type: 'quota-request',
      requestId,
      subscriptionId,
      period: period.name,
      ...(charge !== undefined && { charge, spent }),
      ...(ask !== undefined && { ask }),
    })
    if (!isSent) {
      this.#unavailable(lease)
      return
    }
    this.#asked.set(requestId, { lease, period, spent, ask })
    if (ask !== undefined) this.#underWay.add(ask)
  }

  /** Sync is there: what it granted before and never came is asked for now, by the name it was asked by. */
  resume(): void {
    const { slots, grants } = this.#parts
    for (const lease of this.#leases.all()) {
      if (this.#nameUnderWay(lease) || grants.pendingAsk(lease) === undefined) continue
      slots.markAsked(lease.slot, true)
      this.ask(lease.slot)
    }
  }

  /** No two asks under one name: both answers would be the same part. */
  #nameAsk(lease: Lease): string | undefined {
    return this.#nameUnderWay(lease) ? undefined : this.#parts.grants.nameAsk(lease)
  }

  #nameUnderWay(lease: Lease): boolean {
    const pending = this.#parts.grants.pendingAsk(lease)
    return pending !== undefined && this.#underWay.has(pending)
  }

  /** Sync's answer: on disk first, then in force, then told to those who wait. */
  take(grant: Grant): void {
    const asked = this.#asked.get(grant.requestId)
    this.#asked.delete(grant.requestId)
    if (asked === undefined) return
    if (asked.ask !== undefined) this.#underWay.delete(asked.ask)
    const { lease, period } = asked
    if (grant.subscriptionId !== lease.subscriptionId) return
    if (grant.charge !== lease.charge || grant.period !== period.name) return
    const { slots, grants, broadcast } = this.#parts
    if (this.#leases.at(lease.slot) !== lease || lease.period.name !== grant.period) {
      const late = { spender: lease.spender, period }
      if (asked.ask !== undefined) grants.answer(late, 0, grants.of(late).used)
      // Too late: nobody can spend it, and nobody has.
      if (grant.granted > 0) this.#sendReturn(lease, grant.period, grant.granted)
      return
    }
    // What was spent beyond the grants, because only the answer told it, is covered first.
    const over = lease.charge === undefined ? 0 : asked.spent - slots.balance(lease.slot).granted
    const granted = grant.granted + (grant.granted > 0 ? Math.max(0, over) : 0)
    const isAnswered = asked.ask !== undefined && (grant.granted > 0 || grant.isExhausted)
    if (isAnswered) grants.answer(lease, granted, grant.used)
    else grants.add(lease, granted, grant.used)
    slots.grant(lease.slot, granted, exhaustedOf(grant), grant.used)
    if (lease.charge !== undefined && grant.isExhausted) this.#exhausted.add(lease)
    if (grant.granted === 0 && !grant.isExhausted) this.#unavailable(lease)
    else broadcast({ type: 'quota', slot: lease.slot, isAvailable: true })
  }

  /** Something has changed, maybe a cap or credits, which gateways do not know: what was used up is asked for anew. */
  recheck(): void {
    const { slots } = this.#parts
    for (const lease of this.#exhausted) {
      const again = lease.askedAt + RECHECK_MIN_MS
      if (Date.now() < again) slots.recheck(lease.slot, again + lease.clockOffsetMs)
      else this.#hope(lease)
    }
  }

  /** Begins billing periods that are due, so that what is unspent goes back also where no request comes any more. */
  tick(): void {
    const now = Date.now()
    let due = 0
    for (const lease of this.#leases.all()) {
      if (lease.charge === undefined || ownNow(lease) < lease.period.endsAt) continue
      this.#nextPeriod(lease)
      if (++due === TICK_MAX) break
    }
    for (const [name, { endsAt }] of this.#left) if (now >= endsAt) this.#left.delete(name)
  }

  /** The connection is gone: nothing that was asked will be answered. */
  disconnected(): void {
    const leases = new Set([...this.#asked.values()].map(({ lease }) => lease))
    this.#asked.clear()
    this.#underWay.clear()
    for (const lease of leases) this.#unavailable(lease)
    this.#returning.clear()
    this.#onReturned?.()
  }

  /** Gives back what is granted and unspent; settles when sync has it, or after `timeoutMs`. Nothing may be spending. */
  async returnAll(timeoutMs: number): Promise<void> {
    for (const lease of this.#leases.all()) this.#return(lease)
    if (this.#returning.size === 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs)
      this.#onReturned = () => {
        if (this.#returning.size > 0) return
        clearTimeout(timer)
        resolve()
      }
    })
  }

  returned(requestId: number): void {
    this.#returning.delete(requestId)
    this.#onReturned?.()
  }

  #return(lease: Lease): void {
    const { slots, grants } = this.#parts
    const units = slots.withdraw(lease.slot)
    if (units === 0) return
    const { used } = grants.of(lease)
    // Kept before it is sent: what may have been given back must never be spent.
    grants.add(lease, -units, used)
    // Never sent, so it stays ours.
    if (!this.#sendReturn(lease, lease.period.name, units)) grants.add(lease, units, used)
  }

  #sendReturn({ subscriptionId, charge }: Lease, period: string, units: number): boolean {
    const requestId = ++this.#requestId
    const isSent = this.#parts.send({
      type: 'quota-return',
      requestId,
      subscriptionId,
      period,
      ...(charge !== undefined && { charge }),
      requests: units,
    })
    if (isSent) this.#returning.add(requestId)
    return isSent
  }

  /** A clock that was turned says that somebody tests: what is unspent of the quota is sync's again to grant or not. */
  #keep(lease: Lease, isTurned: boolean): void {
    if (ownNow(lease) >= lease.period.endsAt) this.#nextPeriod(lease)
    else if (isTurned && lease.charge === undefined) this.#return(lease)
    if (lease.charge !== undefined) this.#hope(lease)
  }

  #hope(lease: Lease): void {
    this.#exhausted.delete(lease)
    this.#parts.slots.recheck(lease.slot, 0)
  }

  #drop(lease: Lease): void {
    this.#return(lease)
    const { spent } = this.#parts.slots.balance(lease.slot)
    this.#left.set(leaseName(lease), { spent, endsAt: lease.period.endsAt })
    this.#exhausted.delete(lease)
    // Who waits for it is decided on anew, by what holds in its place.
    this.#parts.broadcast({ type: 'quota', slot: lease.slot, isAvailable: true })
  }

  #nextPeriod(lease: Lease): void {
    this.#return(lease)
    this.#exhausted.delete(lease)
    lease.period = leasePeriodAt(lease.rule, ownNow(lease))
    this.#beginPeriod(lease)
  }

  #beginPeriod(lease: Lease): void {
    const { slots, grants, spending } = this.#parts
    const { granted, used } = grants.of(lease)
    const left = this.#left.get(leaseName(lease))?.spent ?? 0
    const spent = Math.max(left, spending.spentIn(lease.spender, lease.period))
    slots.beginPeriod(lease.slot, lease.period, granted, spent, Math.max(0, used - granted))
  }

  #unavailable(lease: Lease): void {
    this.#parts.slots.markAsked(lease.slot, false)
    this.#parts.broadcast({ type: 'quota', slot: lease.slot, isAvailable: false })
  }
}

/** Why nothing more will be granted, in the words of the layout; 0 while more may be. */
function exhaustedOf({ isExhausted, charge, exhaustedBy }: Grant): number {
  if (!isExhausted) return 0
  if (charge === undefined) return BY_QUOTA
  return exhaustedBy === 'spend_cap' ? BY_SPEND_CAP : BY_CREDIT
}
