/** Minor units of one currency, tax included; currencies are never added up. */
export type InvoiceSums = {
  currency: string
  /** Still to be paid. */
  open: bigint
  /** What of it is past its due date, by the customer's own clock. */
  overdue: bigint
  /** What came in, less what was given back. */
  paid: bigint
}
