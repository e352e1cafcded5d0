import { z } from 'zod'
import { MinorAmount } from '#lib/billing/schema/pricing.ts'

const id = z.string('Choose one').min(1, 'Choose one').max(64)
const amount = MinorAmount.min(1, 'Enter more than 0')
const note = z.string().trim().max(200, 'Use 200 characters at most').default('')

export const GrantCredits = z.object({
  subscriptionId: id,
  /** Minor units of the plan's currency. */
  amount,
  /** Lower is used first; then what expires sooner, then what is older. */
  priority: z
    .int('Enter a whole number')
    .min(0, 'Enter 0 or more')
    .max(1_000, 'Enter 1,000 at most')
    .default(100),
  note,
  /** In the subscription's own time; left out or null: never. */
  expiresAt: z.iso
    .datetime({ offset: true, error: 'Give date and time with zone, e.g. 2027-01-01T00:00:00Z' })
    .nullish(),
})
export type GrantCredits = z.input<typeof GrantCredits>

export const BuyCredits = z.object({
  subscriptionId: id,
  /** Minor units of the plan's currency, before tax. */
  amount,
})
export type BuyCredits = z.input<typeof BuyCredits>

export const VoidCredits = z.object({ id })
export type VoidCredits = z.input<typeof VoidCredits>

export type CreditsGranted = { id: string; revision: number }
/** They can be used once the invoice is paid. */
export type CreditsBought = { id: string; invoiceId: string }

/** waiting: until its invoice is paid · used: nothing is left · voided: taken back before anything was used. */
export const CreditStatus = z.enum(['waiting', 'usable', 'used', 'expired', 'voided'])
export type CreditStatus = z.infer<typeof CreditStatus>

/** Amounts are minor units; times the subscription's own. */
export type CreditItem = {
  id: string
  source: 'bought' | 'granted'
  status: CreditStatus
  amount: bigint
  /** What no usage so far has taken. */
  left: bigint
  note: string
  priority: number
  startsAt: Date
  expiresAt: Date | null
  /** The purchase's. */
  invoiceId: string | null
  createdAt: Date
}

/** A subscription's credits in the order of their making, the newest first; `left` is what can be used now. */
export type Credits = { currency: string | null; isPrepaid: boolean; left: bigint; items: CreditItem[] }
