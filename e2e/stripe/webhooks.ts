import Stripe from 'stripe'
import { type Store, seconds } from './store.ts'
import type { EventObject } from './types.ts'

const RETRY_MS = 500
const TRIES_MAX = 40
const signer = new Stripe('sk_test_signer')

export type Delivery = {
  /** hold: kept until they are released. */
  mode: 'send' | 'hold'
  copies: number
  delayMs: number
}

/** Sends events to one address, signed, until they are taken, as often, late and disordered as it is told. */
export class Webhooks {
  delivery: Delivery = { mode: 'send', copies: 1, delayMs: 0 }
  readonly #held: EventObject[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  #underWay = 0
  readonly #store: Store
  readonly #url: string | undefined
  readonly #secret: string

  constructor(store: Store, url: string | undefined, secret: string) {
    this.#store = store
    this.#url = url
    this.#secret = secret
  }

  /** Makes an event of an object as it is now, and sends or holds it. */
  emit(type: string, object: object): void {
    const event = this.#store.put('event', {
      id: this.#store.id('evt'),
      object: 'event',
      api_version: Stripe.API_VERSION,
      created: seconds(),
      livemode: false,
      type,
      data: { object: structuredClone(object) },
      pending_webhooks: 1,
      request: null,
    })
    if (this.delivery.mode === 'hold') this.#held.push(event)
    else this.#deliver(event)
  }

  /** Sends what nobody had taken when the server was killed, in the order in which it happened. */
  resume(): void {
    const waiting = this.#store.all('event', ({ pending_webhooks: left }) => left > 0)
    for (const event of waiting.reverse()) this.#deliver(event)
  }

  /** Sends what was held, in the given order. Returns how many. */
  release(order: 'kept' | 'reversed' = 'kept'): number {
    const events = this.#held.splice(0)
    if (order === 'reversed') events.reverse()
    for (const event of events) this.#deliver(event)
    return events.length
  }

  /** Sends a text once, signed as at `signedAt` (seconds) with `secret`; returns the status it got. */
  async post(payload: string, signedAt = seconds(), secret = this.#secret): Promise<number> {
    if (!this.#url) throw new Error('No address for webhooks.')
    const signature = signer.webhooks.generateTestHeaderString({ payload, secret, timestamp: signedAt })
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body: payload,
      signal: AbortSignal.timeout(10_000),
    })
    await response.arrayBuffer()
    return response.status
  }

  #deliver(event: EventObject): void {
    for (let copy = 0; copy < this.delivery.copies; copy++) this.#try(event, 1, this.delivery.delayMs)
  }

  #taken(event: EventObject): void {
    if (event.pending_webhooks === 0) return
    event.pending_webhooks = 0
    this.#store.save()
  }

  #try(event: EventObject, attempt: number, delayMs: number): void {
    if (!this.#url) return
    const again = () => {
      if (attempt < TRIES_MAX) this.#try(event, attempt + 1, RETRY_MS)
    }
    const timer = setTimeout(async () => {
      this.#timers.delete(timer)
      this.#underWay++
      try {
        if ((await this.post(JSON.stringify(event))) >= 300) again()
        else this.#taken(event)
      } catch {
        again()
      } finally {
        this.#underWay--
      }
    }, delayMs)
    this.#timers.add(timer)
  }

  /** True when everything that was not held has been taken. */
  get isIdle(): boolean {
    return this.#timers.size === 0 && this.#underWay === 0
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
  }
}
