import type { Calculation, RatedLine } from '#lib/billing/rating/rated-line.ts'
import type { Reader } from '#lib/core/db.ts'
import { Exact } from '#lib/core/money.ts'
import { periodOfInvoice } from './held-periods.ts'
import type { Billed } from './load-billed.ts'
import type { InvoicedLine } from './rate-invoice.ts'
import { type OpenPeriod, rateOpen } from './rate-open.ts'

/** Finalized periods that usage may still arrive for. */
const PERIODS_MAX = 3

type Sum = { amount: bigint; quantity: Exact }
type Part = Pick<RatedLine, 'planId' | 'chargeKey'>

const keyOf = ({ planId, chargeKey }: Part): string => `${planId} ${chargeKey ?? ''}`

/** Usage and minimum by plan and charge. */
function sumsOf(lines: readonly (Part & { amount: bigint; quantity: unknown })[]): Map<string, Sum> {
  const sums = new Map<string, Sum>()
  for (const line of lines) {
    const sum = sums.get(keyOf(line)) ?? { amount: 0n, quantity: new Exact(0) }
    sums.set(keyOf(line), {
      amount: sum.amount + line.amount,
      quantity: sum.quantity.add(String(line.quantity ?? 0)),
    })
  }
  return sums
}

type Invoiced = Awaited<ReturnType<typeof readInvoiced>>[number]

/** The newest attempt of each of the latest finalized periods before `before`. Void ones ask for nothing more. */
async function readInvoiced(reader: Reader, subscriptionId: string, before: Date) {
  const found = await reader.invoice.findMany({
    where: {
      subscriptionId,
      kind: { in: ['period', 'end'] },
      status: { not: 'held' },
      periodStartsAt: { lt: before },
    },
    orderBy: [{ periodStartsAt: 'desc' }, { attempt: 'desc' }],
    take: PERIODS_MAX * 3,
    include: { lines: { where: { kind: { in: ['usage', 'minimum'] } } } },
  })
  const newest = found.filter(
    (invoice, index) =>
      found.findIndex(({ periodStartsAt }) => +periodStartsAt === +invoice.periodStartsAt) === index,
  )
  return newest.slice(0, PERIODS_MAX).filter(({ status }) => status !== 'void')
}

/** What later invoices corrected already, of all attempts at the periods. */
async function readCorrections(reader: Reader, invoices: readonly Invoiced[]) {
  const starts = invoices.map(({ periodStartsAt }) => periodStartsAt)
  const attempts = await reader.invoice.findMany({
    where: { subscriptionId: invoices[0]?.subscriptionId ?? '', periodStartsAt: { in: starts } },
    select: { id: true, periodStartsAt: true },
  })
  const lines = await reader.invoiceLine.findMany({
    where: {
      kind: 'adjustment',
      planId: { not: null },
      adjustsInvoiceId: { in: attempts.map(({ id }) => id) },
      invoice: { status: { notIn: ['void', 'held'] }, isReplaced: false },
    },
  })
  const startOf = new Map(attempts.map(({ id, periodStartsAt }) => [id, +periodStartsAt]))
  return (invoice: Invoiced) =>
    lines.filter(({ adjustsInvoiceId }) => startOf.get(adjustsInvoiceId ?? '') === +invoice.periodStartsAt)
}

function differences(
  invoice: Invoiced,
  rated: readonly InvoicedLine[],
  corrections: Awaited<ReturnType<Awaited<ReturnType<typeof readCorrections>>>>,
): InvoicedLine[] {
  const was = sumsOf([...invoice.lines, ...corrections])
  const name = invoice.number ?? invoice.id
  const now = rated.filter(({ kind }) => kind === 'usage' || kind === 'minimum')
  const gone = invoice.lines.filter((line) => !now.some((other) => keyOf(other) === keyOf(line)))
  const none: Calculation = {}
  const zero = gone.map((line) => ({
    ...line,
    amount: 0n,
    quantity: '0',
    calculation: none,
    startsAt: +line.startsAt,
    endsAt: +line.endsAt,
  }))
  return [...now, ...zero].flatMap((line) => {
    const before = was.get(keyOf(line)) ?? { amount: 0n, quantity: new Exact(0) }
    const quantity = new Exact(line.quantity ?? 0).sub(before.quantity)
    const amount = line.amount - before.amount
    if (amount === 0n && quantity.isZero()) return []
    const { planId, chargeKey, unit, startsAt, endsAt } = line
    return [
      {
        kind: 'adjustment' as const,
        description: `Usage that arrived after ${name}: ${line.description}`,
        ...{ planId, chargeKey, unit, startsAt, endsAt, amount },
        quantity: chargeKey === null ? null : quantity.toFixed(0),
        calculation: {
          rated: line.amount.toString(),
          invoiced: before.amount.toString(),
          ...(line.calculation.countedUnder && { countedUnder: line.calculation.countedUnder }),
        },
        adjustsInvoiceId: invoice.id,
      },
    ]
  })
}

/**
 * Lines for usage that arrived after its period was invoiced, of the last three periods before `before`: each period rated
 * anew less what was invoiced for it. None where nothing came.
 */
export async function readLateLines(reader: Reader, billed: Billed, before: Date): Promise<InvoicedLine[]> {
  const invoices = await readInvoiced(reader, billed.id, before)
  if (invoices.length === 0) return []
  const correctionsOf = await readCorrections(reader, invoices)
  const withoutCredits = { ...billed, creditGrants: [] }
  const open: OpenPeriod[] = invoices.map((invoice) => periodOfInvoice(withoutCredits, invoice))
  const rated = await rateOpen(reader, open, ({ until }) => until)
  return rated.flatMap(({ lines }, index) =>
    differences(invoices[index]!, lines, correctionsOf(invoices[index]!)),
  )
}
