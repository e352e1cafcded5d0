// The objects that the server keeps: the part of Stripe's that is used here, under Stripe's names.

export type Metadata = Record<string, string>

export type CustomerObject = {
  id: string
  object: 'customer'
  created: number
  livemode: false
  email: string | null
  name: string | null
  description: string | null
  address: Record<string, string> | null
  balance: number
  invoice_settings: { default_payment_method: string | null }
  metadata: Metadata
}

export type PaymentMethodObject = {
  id: string
  object: 'payment_method'
  created: number
  livemode: false
  type: 'card'
  customer: string | null
  card: { brand: string; last4: string; exp_month: number; exp_year: number; funding: string }
  metadata: Metadata
}

export type SetupIntentObject = {
  id: string
  object: 'setup_intent'
  created: number
  livemode: false
  customer: string
  payment_method: string | null
  status: 'requires_payment_method' | 'succeeded'
  metadata: Metadata
}

export type CheckoutSessionObject = {
  id: string
  object: 'checkout.session'
  created: number
  expires_at: number
  livemode: false
  mode: 'setup'
  status: 'open' | 'complete' | 'expired'
  customer: string
  currency: string | null
  setup_intent: string
  success_url: string
  cancel_url: string | null
  url: string | null
  metadata: Metadata
}

export type PortalSessionObject = {
  id: string
  object: 'billing_portal.session'
  created: number
  livemode: false
  customer: string
  return_url: string | null
  url: string
}

export type PaymentError = {
  type: 'card_error'
  code: string
  decline_code: string
  message: string
}

export type PaymentIntentObject = {
  id: string
  object: 'payment_intent'
  created: number
  livemode: false
  amount: number
  amount_received: number
  currency: string
  customer: string
  payment_method: string | null
  status: 'requires_payment_method' | 'succeeded' | 'canceled'
  last_payment_error: PaymentError | null
}

export type LineObject = {
  id: string
  object: 'line_item'
  amount: number
  currency: string
  description: string | null
  invoice: string
  metadata: Metadata
  period: { start: number; end: number }
  quantity: number
  livemode: false
}

export type InvoiceItemObject = Omit<LineObject, 'object'> & {
  object: 'invoiceitem'
  customer: string
  date: number
}

export type InvoiceObject = {
  id: string
  object: 'invoice'
  created: number
  livemode: false
  customer: string
  currency: string
  status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible'
  number: string | null
  description: string | null
  auto_advance: boolean
  collection_method: 'charge_automatically' | 'send_invoice'
  subtotal: number
  total: number
  amount_due: number
  amount_paid: number
  amount_remaining: number
  attempt_count: number
  attempted: boolean
  due_date: number | null
  hosted_invoice_url: string | null
  pre_payment_credit_notes_amount: number
  post_payment_credit_notes_amount: number
  status_transitions: { finalized_at: number | null; paid_at: number | null; voided_at: number | null }
  metadata: Metadata
}

export type InvoicePaymentObject = {
  id: string
  object: 'invoice_payment'
  created: number
  livemode: false
  invoice: string
  currency: string
  amount_requested: number
  amount_paid: number | null
  is_default: boolean
  payment: { type: 'payment_intent'; payment_intent: string }
  status: 'open' | 'paid' | 'canceled'
}

export type RefundObject = {
  id: string
  object: 'refund'
  created: number
  amount: number
  currency: string
  payment_intent: string
  status: 'succeeded'
}

export type CreditNoteObject = {
  id: string
  object: 'credit_note'
  created: number
  livemode: false
  invoice: string
  customer: string
  currency: string
  amount: number
  total: number
  number: string
  memo: string | null
  reason: string | null
  status: 'issued'
  pre_payment_amount: number
  post_payment_amount: number
  refunds: { refund: string; amount_refunded: number }[]
  metadata: Metadata
}

export type EventObject = {
  id: string
  object: 'event'
  api_version: string
  created: number
  livemode: false
  type: string
  data: { object: unknown }
  pending_webhooks: number
  request: null
}
