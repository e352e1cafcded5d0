import { formatMoney } from '#lib/core/money.ts'
import type { InvoiceDetail, InvoiceLineItem } from '../schema/invoice.ts'
import { INK, PAGE, type Pdf, roomFor, rule, WIDTH, write } from './page.ts'
import { calculationTexts, countText, spanText } from './texts.ts'

const AMOUNT = 90
const QUANTITY = 90
const columns = {
  quantity: PAGE.width - PAGE.right - AMOUNT - QUANTITY,
  amount: PAGE.width - PAGE.right - AMOUNT,
}
const right = { width: AMOUNT, align: 'right' } as const

function head(pdf: Pdf, y: number): number {
  const style = { size: 7.5, color: INK.muted }
  write(pdf, 'Description', PAGE.left, y, style)
  write(pdf, 'Quantity', columns.quantity, y, { ...style, ...right })
  write(pdf, 'Amount', columns.amount, y, { ...style, ...right })
  rule(pdf, y + 15)
  return y + 23
}

function one(pdf: Pdf, line: InvoiceLineItem, currency: string, y: number): number {
  const details = [spanText(line.startsAt, line.endsAt), ...calculationTexts(line, currency)]
  write(pdf, formatMoney(line.amount, currency), columns.amount, y, right)
  if (line.quantity) write(pdf, countText(line.quantity), columns.quantity, y, right)
  const width = WIDTH - AMOUNT - QUANTITY - 12
  let end = write(pdf, line.description, PAGE.left, y, { isBold: true, width })
  for (const text of details) end = write(pdf, text, PAGE.left, end, { size: 7.5, color: INK.muted, width })
  rule(pdf, end + 6)
  return end + 14
}

/** All lines, over as many pages as they need, with the head on each. */
export function writeLines(pdf: Pdf, { lines, currency }: InvoiceDetail, from: number): number {
  let y = head(pdf, from)
  for (const line of lines) {
    const height = 34 + 12 * calculationTexts(line, currency).length
    const next = roomFor(pdf, y, height)
    y = one(pdf, line, currency, next < y ? head(pdf, next) : next)
  }
  return y
}

/** Subtotal, tax, total, and what is left to pay. */
export function writeTotals(pdf: Pdf, invoice: InvoiceDetail, from: number): number {
  const { currency, subtotal, tax, total, taxRatePercent, amountPaid, amountCredited, amountOpen } = invoice
  const rows: [string, bigint, boolean][] = [
    ['Subtotal', subtotal, false],
    [invoice.isReverseCharge ? 'Tax (reverse charge)' : `Tax ${taxRatePercent} %`, tax, false],
    ['Total', total, true],
  ]
  if (amountCredited > 0n) rows.push(['Credited', -amountCredited, false])
  if (amountPaid > 0n) rows.push(['Paid', -amountPaid, false])
  if (amountOpen !== total) rows.push(['To be paid', amountOpen, true])
  let y = roomFor(pdf, from, rows.length * 17 + 8)
  for (const [label, amount, isBold] of rows) {
    write(pdf, label, columns.quantity - 60, y, { isBold, width: QUANTITY + 50 })
    write(pdf, formatMoney(amount, currency), columns.amount, y, { isBold, ...right })
    y += 17
  }
  return y + 8
}
