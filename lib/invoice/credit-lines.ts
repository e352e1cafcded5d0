import { invalidField } from '#lib/core/errors.ts'
import { Exact, toMajorText, toMinor } from '#lib/core/money.ts'
import type { LockedInvoice } from './lock-invoice.ts'

export type CreditedLine = { lineId: string; description: string; amount: bigint }
export type Credited = { lines: CreditedLine[]; total: bigint; tax: bigint }

type StoredLine = { lineId: string; amount: string }

const sum = (amounts: bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)

/** What earlier credit notes took back, by line. */
function creditedBefore({ creditNotes }: Pick<LockedInvoice, 'creditNotes'>): Map<string, bigint> {
  const before = new Map<string, bigint>()
  for (const note of creditNotes)
    for (const { lineId, amount } of note.lines as StoredLine[])
      before.set(lineId, (before.get(lineId) ?? 0n) + BigInt(amount))
  return before
}

/** All that is left of an invoice: its lines, the negative ones too, with the rest of its tax. */
export function creditWhole(invoice: LockedInvoice): Credited {
  const before = creditedBefore(invoice)
  const lines = invoice.lines
    .map(({ id, description, amount }) => ({
      lineId: id,
      description,
      amount: amount - (before.get(id) ?? 0n),
    }))
    .filter(({ amount }) => amount !== 0n)
  const tax = invoice.tax - sum(invoice.creditNotes.map((note) => note.tax))
  return { lines, tax, total: sum(lines.map(({ amount }) => amount)) + tax }
}

/**
 * Parts of lines. Their tax is the difference of rounded running totals, so that all credit notes of an invoice together
 * never take back more tax than it has.
 */
export function creditParts(
  invoice: LockedInvoice,
  wanted: readonly { lineId: string; amount: number }[],
): Credited {
  const before = creditedBefore(invoice)
  const lines = wanted.map(({ lineId, amount }, index) => {
    const line = invoice.lines.find(({ id }) => id === lineId)
    if (!line) invalidField(`lines.${index}.lineId`, 'The invoice has no such line.')
    const left = line.amount - (before.get(lineId) ?? 0n)
    if (BigInt(amount) > left)
      invalidField(
        `lines.${index}.amount`,
        `At most ${toMajorText(left > 0n ? left : 0n, invoice.currency)} is left of this line.`,
      )
    before.set(lineId, (before.get(lineId) ?? 0n) + BigInt(amount))
    return { lineId, description: line.description, amount: BigInt(amount) }
  })
  const net = sum(lines.map(({ amount }) => amount))
  const netBefore = sum(invoice.creditNotes.map((note) => note.total - note.tax))
  const taxOf = (amount: bigint) =>
    invoice.subtotal === 0n
      ? 0n
      : toMinor(new Exact(invoice.tax.toString()).mul(amount.toString()).div(invoice.subtotal.toString()))
  const tax = taxOf(netBefore + net) - taxOf(netBefore)
  return { lines, tax, total: net + tax }
}
