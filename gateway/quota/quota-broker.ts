import type { GatewayMessage, MessageOf, Quota } from '#gateway-sync/contract/index.ts'
import type { WorkerFleet } from '../control/worker-fleet.ts'
import type { SpendingStore } from '../journal/spending-store.ts'
import { type Period, periodOf } from '../limit/period.ts'
import type { SlotWriter } from '../limit/slot-writer.ts'
import type { GrantLog } from './grant-log.ts'

interface Holder {
  subscriptionId: string
  slot: number
  quota: Quota
  period: Period
}

export interface QuotaParts {
  slots: SlotWriter
  grants: GrantLog
  spending: SpendingStore
  broadcast: WorkerFleet['broadcast']
  /** Sends to sync; false when there is no connection. */
  send: (message: GatewayMessage) => boolean
}

/** Gets parts of quotas from sync as they are needed, and gives back what was not. */
export class QuotaBroker {
  readonly #parts: QuotaParts
  readonly #bySlot = new Map<number, Holder>()
  readonly #bySubscription = new Map<string, Holder>()
  /** Asked and not answered yet, by request id. */
  readonly #asked = new Map<number, Holder>()
  readonly #returning = new Set<number>()
  #requestId = 0
  #onReturned: (() => void) | null = null

  constructor(parts: QuotaParts) {
    this.#parts = parts
  }

  /** Tells which quota a subscription's slot has now; begins its period from what is known when it is new. */
  configure(subscriptionId: string, slot: number, quota: Quota | null): void {
    const known = this.#bySubscription.get(subscriptionId)
    if (quota === null) {
      this.forget(subscriptionId)
      return
    }
    if (known !== undefined && known.quota.period === quota.period) {
      known.quota = quota
      return
    }
    const holder = { subscriptionId, slot, quota, period: periodOf(quota.period, Date.now()) }
    this.#bySlot.set(slot, holder)
    this.#bySubscription.set(subscriptionId, holder)
    this.#beginPeriod(holder)
  }

  forget(subscriptionId: string): void {
    const known = this.#bySubscription.get(subscriptionId)
    if (known === undefined) return
    this.#bySubscription.delete(subscriptionId)
    this.#bySlot.delete(known.slot)
  }

  /** A worker needs more for a slot, now or soon. */
  ask(slot: number): void {
    const holder = this.#bySlot.get(slot)
    if (holder === undefined) return
    if (Date.now() >= holder.period.endsAt) this.#nextPeriod(holder)
    const requestId = ++this.#requestId
    const { subscriptionId, period } = holder
    if (this.#parts.send({ type: 'quota-request', requestId, subscriptionId, period: period.name })) {
      this.#asked.set(requestId, holder)
    } else this.#unavailable(holder)
  }

  /** Sync's answer: on disk first, then in force, then told to those who wait. */
  take(grant: MessageOf<'quota-grant'>): void {
    const holder = this.#asked.get(grant.requestId)
    this.#asked.delete(grant.requestId)
    if (holder === undefined || this.#bySlot.get(holder.slot) !== holder) return
    if (grant.subscriptionId !== holder.subscriptionId || grant.period !== holder.period.name) return
    const { slots, grants, broadcast } = this.#parts
    grants.add(holder.subscriptionId, grant.period, grant.granted, grant.used)
    slots.grant(holder.slot, grant.granted, grant.isExhausted, grant.used)
    broadcast({ type: 'quota', slot: holder.slot, isAvailable: true })
  }

  /** The connection is gone: nothing that was asked will be answered. */
  disconnected(): void {
    const holders = new Set(this.#asked.values())
    this.#asked.clear()
    for (const holder of holders) this.#unavailable(holder)
    this.#returning.clear()
    this.#onReturned?.()
  }

  /** Gives back what is granted and unspent; settles when sync has it, or after `timeoutMs`. Nothing may be spending. */
  async returnAll(timeoutMs: number): Promise<void> {
    for (const holder of this.#bySlot.values()) this.#return(holder)
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

  #return(holder: Holder): void {
    const { slots, grants, send } = this.#parts
    const requests = slots.withdraw(holder.slot)
    if (requests === 0) return
    const { used } = grants.of(holder.subscriptionId, holder.period.name)
    // Kept before it is sent: what may have been given back must never be spent.
    grants.add(holder.subscriptionId, holder.period.name, -requests, used)
    const requestId = ++this.#requestId
    const { subscriptionId, period } = holder
    if (send({ type: 'quota-return', requestId, subscriptionId, period: period.name, requests })) {
      this.#returning.add(requestId)
    } else {
      // Never sent, so it stays ours.
      grants.add(subscriptionId, period.name, requests, used)
    }
  }

  #nextPeriod(holder: Holder): void {
    this.#return(holder)
    holder.period = periodOf(holder.quota.period, Date.now())
    this.#beginPeriod(holder)
  }

  #beginPeriod(holder: Holder): void {
    const { slots, grants, spending } = this.#parts
    const { granted, used } = grants.of(holder.subscriptionId, holder.period.name)
    const spent = spending.spentIn(holder.subscriptionId, holder.period)
    slots.beginPeriod(holder.slot, holder.period, granted, spent, Math.max(0, used - granted))
  }

  #unavailable(holder: Holder): void {
    this.#parts.slots.forgetAsk(holder.slot)
    this.#parts.broadcast({ type: 'quota', slot: holder.slot, isAvailable: false })
  }
}
