import type { Actor } from '#lib/core/context.ts'
import { AppError } from '#lib/core/errors.ts'
import { formatMoney } from '#lib/core/money.ts'
import { writeLines, writeTotals } from './pdf/lines-table.ts'
import { closePdf, INK, openPdf, PAGE, type Pdf, roomFor, WIDTH, write } from './pdf/page.ts'
import { dayText, partyLines, spanText } from './pdf/texts.ts'
import { getInvoice } from './queries.ts'
import type { InvoiceDetail } from './schema/invoice.ts'

const HALF = WIDTH / 2

function block(pdf: Pdf, title: string, lines: string[], x: number, y: number): number {
  let end = write(pdf, title, x, y, { size: 7.5, color: INK.muted, width: HALF - 12 }) + 2
  for (const [index, line] of lines.entries())
    end = write(pdf, line, x, end, { isBold: index === 0, width: HALF - 12 })
  return end
}

function facts(invoice: InvoiceDetail): [string, string][] {
  return [
    ['Invoice', invoice.number ?? ''],
    ['Issued', dayText(invoice.issuedAt)],
    ['Due', dayText(invoice.dueAt)],
    ['Period', spanText(invoice.periodStartsAt, invoice.periodEndsAt)],
    ['For', `${invoice.productName}, ${invoice.planName} · ${invoice.applicationName}`],
  ]
}

function writeFacts(pdf: Pdf, invoice: InvoiceDetail, from: number): number {
  let y = from
  for (const [label, value] of facts(invoice)) {
    write(pdf, label, PAGE.left, y, { color: INK.muted, width: 70 })
    y = write(pdf, value, PAGE.left + 70, y, { width: WIDTH - 70 }) + 3
  }
  return y
}

/** What stands below the totals: taxes, how to pay, credit notes. */
function notes(invoice: InvoiceDetail): [string, string][] {
  const { seller } = invoice.parties
  const list: [string, string][] = []
  if (invoice.isReverseCharge)
    list.push(['Reverse charge', 'The recipient of the service owes the tax in its own country.'])
  if (invoice.amountOpen > 0n && seller.bankDetails && invoice.paymentProvider === 'manual')
    list.push([
      `Please transfer ${formatMoney(invoice.amountOpen, invoice.currency)} with reference ${invoice.number} to`,
      seller.bankDetails,
    ])
  for (const note of invoice.creditNotes)
    list.push([
      `Credit note ${note.number}, ${dayText(note.issuedAt)}: ${formatMoney(note.total, invoice.currency)}`,
      note.reason,
    ])
  if (invoice.isSandbox) list.push(['Sandbox', 'This invoice is of a test clock: nothing is owed.'])
  return list
}

/** An invoice on A4, by the words that it was made with: the same invoice gives the same pages. */
export async function renderInvoicePdf(invoice: InvoiceDetail): Promise<Uint8Array> {
  const { seller, buyer } = invoice.parties
  const sellerName = seller.legalName || seller.name
  const pdf = openPdf(`Invoice ${invoice.number}`, sellerName, invoice.issuedAt ?? invoice.periodEndsAt)
  let y = write(pdf, invoice.status === 'void' ? 'Invoice (void)' : 'Invoice', PAGE.left, PAGE.top, {
    size: 22,
    isBold: true,
  })
  y += 18
  const ends = [
    block(pdf, 'From', partyLines(seller), PAGE.left, y),
    block(pdf, 'To', partyLines(buyer), PAGE.left + HALF, y),
  ]
  y = writeFacts(pdf, invoice, Math.max(...ends) + 20) + 16
  y = writeLines(pdf, invoice, y)
  y = writeTotals(pdf, invoice, y)
  for (const [title, text] of notes(invoice)) {
    y = roomFor(pdf, y, 30 + 12 * text.split('\n').length)
    y = write(pdf, title, PAGE.left, y, { isBold: true })
    y = write(pdf, text, PAGE.left, y, { color: INK.muted }) + 10
  }
  return closePdf(pdf, `${sellerName} · Invoice ${invoice.number}`)
}

/** An invoice as PDF, for members of either side. One that is held is none yet: `invalid_state`. */
export async function getInvoicePdf(
  actor: Actor,
  id: string,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const invoice = await getInvoice(actor, id)
  if (invoice.number === null)
    throw new AppError('invalid_state', 'The invoice waits for usage: it is no document yet.')
  return { bytes: await renderInvoicePdf(invoice), fileName: `${invoice.number}.pdf` }
}
