import { z } from 'zod'
import { charge } from './charge.ts'
import type { Context } from './endpoint.ts'
import type { Faults } from './faults.ts'
import type { Webhooks } from './webhooks.ts'

export type Controlled = { context: Context; faults: Faults; webhooks: Webhooks }

const Fault = z.strictObject({
  kind: z.enum(['status', 'stored', 'lost']).optional(),
  status: z.int().optional(),
  times: z.int().min(1).optional(),
  call: z.string().optional(),
  body: z.string().optional(),
})
const Card = z.strictObject({ customer: z.string(), declined: z.string().nullable() })
const Delivery = z.strictObject({
  mode: z.enum(['send', 'hold']).optional(),
  copies: z.int().min(1).max(5).optional(),
  delayMs: z.int().min(0).optional(),
})
const Release = z.strictObject({ order: z.enum(['kept', 'reversed']).optional() })
const Replay = z.strictObject({ event: z.string(), ageSeconds: z.int().min(0).optional() })
const Pay = z.strictObject({ invoice: z.string(), paymentMethod: z.string() })

type Control = (controlled: Controlled, body: unknown) => unknown

/** What tests and people may ask of the server beside Stripe's API. */
const controls: Record<string, Control> = {
  'POST /control/faults': ({ faults }, body) => faults.add(Fault.parse(body)),
  'DELETE /control/faults': ({ faults }) => faults.clear(),
  /** `declined`: a decline code, e.g. `insufficient_funds`; null: charged again. */
  'POST /control/cards': ({ context: { store } }, body) => {
    const { customer, declined } = Card.parse(body)
    if (declined === null) delete store.state.declined[customer]
    else store.state.declined[customer] = declined
  },
  'POST /control/webhooks': ({ webhooks }, body) => {
    webhooks.delivery = { ...webhooks.delivery, ...Delivery.parse(body) }
    return webhooks.delivery
  },
  'POST /control/webhooks/release': ({ webhooks }, body) => ({
    released: webhooks.release(Release.parse(body).order),
  }),
  'POST /control/webhooks/replay': async ({ context: { store }, webhooks }, body) => {
    const { event, ageSeconds = 0 } = Replay.parse(body)
    const signedAt = Math.floor(Date.now() / 1000) - ageSeconds
    return { status: await webhooks.post(JSON.stringify(store.get('event', event)), signedAt) }
  },
  /** A person pays an open invoice on Stripe's page. */
  'POST /control/pay': ({ context }, body) => {
    const { invoice, paymentMethod } = Pay.parse(body)
    charge(context, context.store.get('invoice', invoice), paymentMethod)
  },
  'GET /control/state': ({ context: { store } }) => {
    const { answer: _, ...state } = store.state
    return state
  },
  'POST /control/reset': ({ context: { store }, faults, webhooks }) => {
    faults.clear()
    webhooks.release()
    webhooks.delivery = { mode: 'send', copies: 1, delayMs: 0 }
    store.reset()
  },
}

/** Answers a control call; null when it is none. */
export async function control(
  controlled: Controlled,
  method: string,
  path: string,
  body: string,
): Promise<{ answer: unknown } | null> {
  const run = controls[`${method} ${path}`]
  if (!run) return null
  const answer = await run(controlled, body ? JSON.parse(body) : {})
  controlled.context.store.save()
  return { answer: answer ?? {} }
}
