import type { Quota, Subscription } from '#gateway-sync/contract/index.ts'
import { spenderOf } from '../journal/spending.ts'
import type { BudgetSlot, SlotWriter } from '../limit/slot-writer.ts'
import { isSameRule, type Lease, type LeaseRule, leasePeriodAt } from './lease.ts'

/** A charge of a budget and the slot in which it is debited. */
export interface PlacedCharge extends BudgetSlot {
  charge: string
}

export interface LeaseEvents {
  /** A new one: its period begins. */
  onAdded: (lease: Lease) => void
  /** It holds no more: what is unspent goes back. Its slot is still what it was. */
  onDropped: (lease: Lease) => void
  /** It was in a change: its limit may be another one now. `isTurned`: so is its clock. */
  onKept: (lease: Lease, isTurned: boolean) => void
}

/** Which leases every subscription has: kept like what its plan and budget say now. */
export class Leases {
  readonly #slots: SlotWriter
  readonly #events: LeaseEvents
  readonly #bySlot = new Map<number, Lease>()
  readonly #bySubscription = new Map<string, Map<string | undefined, Lease>>()

  constructor(slots: SlotWriter, events: LeaseEvents) {
    this.#slots = slots
    this.#events = events
  }

  all(): IterableIterator<Lease> {
    return this.#bySlot.values()
  }

  at(slot: number): Lease | undefined {
    return this.#bySlot.get(slot)
  }

  find(subscriptionId: string, charge: string | undefined): Lease | undefined {
    return this.#bySubscription.get(subscriptionId)?.get(charge)
  }

  /** Brings a subscription's leases to what holds now; returns where its budget is debited, null without one. */
  configure(spec: Subscription, slot: number, quota: Quota | null): PlacedCharge[] | null {
    const { budget } = spec
    const wanted = new Map<string | undefined, LeaseRule>()
    if (quota !== null) wanted.set(undefined, { kind: 'quota', period: quota.period })
    for (const charge of budget?.charges ?? []) {
      wanted.set(charge, { kind: 'budget', anchorAt: budget!.anchorAt, interval: budget!.interval })
    }
    for (const lease of this.#bySubscription.get(spec.id)?.values() ?? []) {
      const rule = wanted.get(lease.charge)
      if (rule === undefined || !isSameRule(rule, lease.rule)) this.#drop(lease)
    }
    const placed: PlacedCharge[] = []
    for (const [charge, rule] of wanted) {
      const spender = spenderOf(spec.id, charge)
      const budgetSlot = charge === undefined ? null : this.#slots.budgetSlotOf(spender)
      if (charge !== undefined) placed.push({ charge, ...budgetSlot! })
      this.#keep(spec, charge, rule, budgetSlot?.slot ?? slot)
    }
    return placed.length === 0 ? null : placed
  }

  /** The subscription is gone. */
  forget(subscriptionId: string): void {
    for (const lease of this.#bySubscription.get(subscriptionId)?.values() ?? []) this.#drop(lease)
  }

  #keep(spec: Subscription, charge: string | undefined, rule: LeaseRule, slot: number): void {
    const clockOffsetMs = spec.clockOffsetMs ?? 0
    const known = this.find(spec.id, charge)
    if (known !== undefined) {
      const isTurned = known.clockOffsetMs !== clockOffsetMs
      known.clockOffsetMs = clockOffsetMs
      this.#events.onKept(known, isTurned)
      return
    }
    const lease: Lease = {
      subscriptionId: spec.id,
      charge,
      spender: spenderOf(spec.id, charge),
      slot,
      rule,
      clockOffsetMs,
      period: leasePeriodAt(rule, Date.now() + clockOffsetMs),
      askedAt: 0,
    }
    this.#bySlot.set(slot, lease)
    const ofSubscription = this.#bySubscription.get(spec.id) ?? new Map<string | undefined, Lease>()
    this.#bySubscription.set(spec.id, ofSubscription.set(charge, lease))
    this.#events.onAdded(lease)
  }

  #drop(lease: Lease): void {
    this.#events.onDropped(lease)
    this.#bySlot.delete(lease.slot)
    const ofSubscription = this.#bySubscription.get(lease.subscriptionId)
    ofSubscription?.delete(lease.charge)
    if (ofSubscription?.size === 0) this.#bySubscription.delete(lease.subscriptionId)
    // The quota's slot is the subscription's own, which lives on.
    if (lease.charge !== undefined) this.#slots.release(lease.spender)
  }
}
