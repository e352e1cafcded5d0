type Amounts = { total: bigint; amountPaid: bigint; amountCredited: bigint }

/** What the customer has paid beyond what it owes, less what was given back. Minor units; never negative. */
export function refundable({ total, amountPaid, amountCredited }: Amounts, refunded: bigint): bigint {
  const due = amountPaid + amountCredited - total - refunded
  return due > 0n ? due : 0n
}
