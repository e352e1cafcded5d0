import { cardError, charge, declinedAtSetup } from './charge.ts'
import type { Context } from './endpoint.ts'
import { StripeFault } from './errors.ts'
import { seconds } from './store.ts'

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

export type PageAnswer = { status: number; html: string } | { location: string }

function page(title: string, body: string, error = ''): PageAnswer {
  const alert = error ? `<p role="alert">${escaped(error)}</p>` : ''
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>
:root{color-scheme:light dark;font:14px/20px system-ui,sans-serif}body{max-width:400px;margin:48px auto;padding:0 16px}
h1{font-size:20px;line-height:28px}label{display:block;margin:12px 0 4px}input{font:inherit;width:100%;box-sizing:border-box;padding:8px}
button{font:inherit;margin-top:16px;padding:8px 16px;width:100%}[role=alert]{color:#d1323a}small{opacity:.7}</style></head>
<body><main><small>Stripe test server: no money moves</small><h1>${escaped(title)}</h1>${alert}${body}</main></body></html>`
  return { status: error ? 402 : 200, html }
}

const cardForm = (label: string): string => `<form method="post">
<label for="card">Card number</label><input id="card" name="card" inputmode="numeric" autocomplete="cc-number" required>
<label for="expiry">Expiry (MM / YY)</label><input id="expiry" name="expiry" autocomplete="cc-exp" required>
<label for="cvc">CVC</label><input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" required>
<button type="submit">${escaped(label)}</button></form>`

const brands: Record<string, string> = { '4': 'visa', '5': 'mastercard', '3': 'amex' }

/** Saves a card for a customer and makes it the default one; throws the card's error. */
function saveCard({ store, emit }: Context, customerId: string, form: URLSearchParams): string {
  const number = (form.get('card') ?? '').replaceAll(/\D/g, '')
  if (!/^\d{15,16}$/.test(number)) throw new Error('Your card number is incomplete.')
  const [month = 0, year = 0] = (form.get('expiry') ?? '').split(/\D+/).map(Number)
  if (month < 1 || month > 12 || year < 26) throw new Error("Your card's expiration date is invalid.")
  const declineCode = declinedAtSetup[number]
  if (declineCode) throw new Error(cardError(declineCode).message)
  const method = store.put('payment_method', {
    id: store.id('pm'),
    object: 'payment_method',
    created: seconds(),
    livemode: false,
    type: 'card',
    customer: customerId,
    card: {
      brand: brands[number[0]!] ?? 'unknown',
      last4: number.slice(-4),
      exp_month: month,
      exp_year: 2000 + (year % 100),
      funding: 'credit',
    },
    metadata: {},
  })
  emit('payment_method.attached', method)
  return method.id
}

function makeDefault({ store, emit }: Context, customerId: string, methodId: string): void {
  const customer = store.get('customer', customerId)
  customer.invoice_settings.default_payment_method = methodId
  emit('customer.updated', customer)
}

/** Saves the card of a Checkout Session. As with Stripe, it does not become the default by itself. */
export function checkoutPage(context: Context, id: string, form: URLSearchParams | null): PageAnswer {
  const { store, emit } = context
  const session = store.get('checkout_session', id)
  if (session.status !== 'open') return page('This page has expired', '')
  const back = session.cancel_url ? `<p><a href="${escaped(session.cancel_url)}">Back</a></p>` : ''
  const body = `${cardForm('Save card')}${back}`
  if (!form) return page('Save a payment method', body)
  try {
    const methodId = saveCard(context, session.customer, form)
    const intent = store.get('setup_intent', session.setup_intent)
    Object.assign(intent, { status: 'succeeded', payment_method: methodId })
    Object.assign(session, { status: 'complete', url: null })
    emit('setup_intent.succeeded', intent)
    emit('checkout.session.completed', session)
    return { location: session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', id) }
  } catch (error) {
    return page('Save a payment method', body, String((error as Error).message))
  }
}

/** An open invoice that a person pays with another card. */
export function invoicePage(context: Context, id: string, form: URLSearchParams | null): PageAnswer {
  const invoice = context.store.get('invoice', id)
  const title = `Invoice ${invoice.number}: ${(invoice.amount_due / 100).toFixed(2)} ${invoice.currency.toUpperCase()}`
  if (invoice.status !== 'open') return page(title, `<p>This invoice is ${invoice.status}.</p>`)
  if (!form) return page(title, cardForm('Pay invoice'))
  try {
    charge(context, invoice, saveCard(context, invoice.customer, form))
    return page(title, '<p>Invoice paid. Thank you.</p>')
  } catch (error) {
    const message =
      error instanceof StripeFault ? String(error.body.message) : String((error as Error).message)
    return page(title, cardForm('Pay invoice'), message)
  }
}

/** Cards of a customer; a new one becomes the default. */
export function portalPage(context: Context, id: string, form: URLSearchParams | null): PageAnswer {
  const { store } = context
  const session = store.get('portal_session', id)
  const list = () =>
    store
      .all('payment_method', ({ customer }) => customer === session.customer)
      .map(({ card }) => `<li>${escaped(card.brand)} •••• ${card.last4}</li>`)
      .join('')
  const back = session.return_url ? `<p><a href="${escaped(session.return_url)}">Return</a></p>` : ''
  const body = () => `<ul>${list()}</ul>${cardForm('Add card')}${back}`
  if (!form) return page('Your payment methods', body())
  try {
    makeDefault(context, session.customer, saveCard(context, session.customer, form))
    return page('Your payment methods', body())
  } catch (error) {
    return page('Your payment methods', body(), String((error as Error).message))
  }
}
