/** Kinds of an invoice's lines, as tables, labels and answers name them. */
export const LINE_KINDS = [
  'setup',
  'fee',
  'proration',
  'usage',
  'minimum',
  'credit',
  'purchase',
  'adjustment',
] as const
export type LineKind = (typeof LINE_KINDS)[number]

/** How an amount came about, in texts of exact numbers: minor units and units. */
export type Calculation = {
  /** Units that cost nothing: of the plan, and free once. */
  included?: string
  /** Steps of the price beyond them. */
  steps?: { units: string; unitPrice: string; flatFee: string; amount: string }[]
  /** Plans that gateways counted some of the units by, though another was in force. */
  countedUnder?: string[]
  /** A fee that fell on a part of its period only. */
  fee?: string
  share?: string
  /** The minimum that usage stayed below, and what usage came to. */
  minimum?: string
  usage?: string
  /** What the period comes to now, and what was invoiced for it before. */
  rated?: string
  invoiced?: string
}

/** One line of an invoice: its amount in whole minor units was rounded once, here. */
export type RatedLine = {
  kind: LineKind
  description: string
  planId: string | null
  chargeKey: string | null
  /** Whole units, as text; null where none are counted. */
  quantity: string | null
  unit: string
  amount: bigint
  startsAt: number
  endsAt: number
  calculation: Calculation
}

/** Sums of lines are sums of rounded amounts: nothing is rounded again. */
export const totalOf = (lines: readonly Pick<RatedLine, 'amount'>[]): bigint =>
  lines.reduce((sum, { amount }) => sum + amount, 0n)
