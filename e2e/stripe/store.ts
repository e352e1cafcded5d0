import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { missing } from './errors.ts'
import type * as T from './types.ts'

export type KeptAnswer = { status: number; body: string; request: string }

type State = {
  sequence: number
  customer: Record<string, T.CustomerObject>
  payment_method: Record<string, T.PaymentMethodObject>
  setup_intent: Record<string, T.SetupIntentObject>
  checkout_session: Record<string, T.CheckoutSessionObject>
  portal_session: Record<string, T.PortalSessionObject>
  invoice: Record<string, T.InvoiceObject>
  invoiceitem: Record<string, T.InvoiceItemObject>
  invoice_payment: Record<string, T.InvoicePaymentObject>
  payment_intent: Record<string, T.PaymentIntentObject>
  credit_note: Record<string, T.CreditNoteObject>
  refund: Record<string, T.RefundObject>
  event: Record<string, T.EventObject>
  /** By idempotency key. */
  answer: Record<string, KeptAnswer>
  /** Money that moved: what a double charge would show in. */
  charge: Record<string, { id: string; invoice: string; payment_intent: string; amount: number }>
  /** Customers whose cards are declined, with the decline code. */
  declined: Record<string, string>
}
export type Kind = Exclude<keyof State, 'sequence' | 'answer' | 'declined'>

const empty = (): State => ({
  sequence: 0,
  customer: {},
  payment_method: {},
  setup_intent: {},
  checkout_session: {},
  portal_session: {},
  invoice: {},
  invoiceitem: {},
  invoice_payment: {},
  payment_intent: {},
  credit_note: {},
  refund: {},
  event: {},
  answer: {},
  charge: {},
  declined: {},
})

/** Everything the server knows. With a file it survives being killed: it is written before an answer goes out. */
export class Store {
  state: State
  readonly #file: string | undefined

  constructor(file?: string) {
    this.#file = file
    this.state = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : empty()
    if (file) mkdirSync(dirname(file), { recursive: true })
  }

  save(): void {
    if (!this.#file) return
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.state))
    renameSync(`${this.#file}.new`, this.#file)
  }

  /** Ids sort in the order they were made. */
  id(prefix: string): string {
    this.state.sequence++
    const order = this.state.sequence.toString(36).padStart(6, '0')
    return `${prefix}_${order}${Math.random().toString(36).slice(2, 14)}`
  }

  get<K extends Kind>(kind: K, id: string): State[K][string] {
    const found = (this.state[kind] as Record<string, State[K][string]>)[id]
    if (!found) throw missing(kind, id)
    return found
  }

  put<K extends Kind>(kind: K, object: State[K][string]): State[K][string] {
    ;(this.state[kind] as Record<string, State[K][string]>)[object.id] = object
    return object
  }

  /** All of a kind that fit, newest first. */
  all<K extends Kind>(kind: K, fits: (object: State[K][string]) => boolean = () => true): State[K][string][] {
    return (Object.values(this.state[kind]) as State[K][string][]).filter(fits).reverse()
  }

  reset(): void {
    this.state = empty()
    this.save()
  }
}

export const seconds = (): number => Math.floor(Date.now() / 1000)
