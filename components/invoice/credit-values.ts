import { z } from 'zod'
import { formatMoney, fromMajorText } from '#lib/core/money.ts'
import { CreateCreditNote } from '#lib/invoice/schema/changes.ts'
import type { InvoiceDetail } from '#lib/invoice/schema/invoice.ts'

/** `left`: minor units before tax that no credit note took back yet; always more than 0. */
export type CreditableLine = { id: string; description: string; left: bigint }

/** Lines that something can be taken back of. */
export function creditableLines({
  lines,
  creditNotes,
}: Pick<InvoiceDetail, 'lines' | 'creditNotes'>): CreditableLine[] {
  const taken = new Map<string, bigint>()
  for (const { lineId, amount } of creditNotes.flatMap((note) => note.lines))
    taken.set(lineId, (taken.get(lineId) ?? 0n) + BigInt(amount))
  return lines
    .map(({ id, description, amount }) => ({ id, description, left: amount - (taken.get(id) ?? 0n) }))
    .filter(({ left }) => left > 0n)
}

/** What was typed for a line in minor units; undefined where nothing was, null where it is no amount of the currency. */
function amountOf(text: string, currency: string): bigint | null | undefined {
  if (text.trim() === '') return undefined
  const minor = fromMajorText(text, currency)
  return minor === null || minor.includes('.') || minor.startsWith('-') ? null : BigInt(minor)
}

const Values = z.object({
  scope: z.enum(['all', 'parts']),
  reason: CreateCreditNote.shape.reason,
  /** Major units, by the place of the line; empty: nothing of it. */
  amounts: z.array(z.string()),
})
export type CreditValues = z.input<typeof Values>

/** The form's check: amounts that the lines have, and one at least. The verb checks the same again. */
export const creditForm = (lines: readonly CreditableLine[], currency: string) =>
  Values.superRefine(({ scope, amounts }, context) => {
    if (scope === 'all') return
    const say = (index: number, message: string) =>
      context.addIssue({ code: 'custom', path: ['amounts', index], message })
    lines.forEach(({ left }, index) => {
      const amount = amountOf(amounts[index] ?? '', currency)
      if (amount === null) say(index, 'Enter an amount, e.g. 12.50')
      else if (amount !== undefined && amount > left)
        say(index, `At most ${formatMoney(left, currency)} is left of it`)
      else if (amount === 0n) say(index, 'Enter more than 0')
    })
    if (lines.every((_, index) => !amounts[index]?.trim())) say(0, 'Enter an amount at one line at least')
  })

/** What the form means for `createCreditNote`, and which place of the form each line that is sent came from. */
export function toCredit(
  { scope, reason, amounts }: CreditValues,
  lines: readonly CreditableLine[],
  currency: string,
) {
  const wanted = lines.flatMap(({ id }, place) => {
    const amount = amountOf(amounts[place] ?? '', currency)
    return amount ? [{ place, line: { lineId: id, amount: Number(amount) } }] : []
  })
  const input: Omit<CreateCreditNote, 'id'> =
    scope === 'all' ? { reason } : { reason, lines: wanted.map(({ line }) => line) }
  return { input, places: wanted.map(({ place }) => place) }
}

/** The verb's answer about the lines that were sent as one about the form's amounts. */
export const toFieldErrors = (
  fields: Record<string, string>,
  places: readonly number[],
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([path, message]) => {
      const [, index] = /^lines\.(\d+)\./.exec(path) ?? []
      return [index === undefined ? path : `amounts.${places[Number(index)]}`, message]
    }),
  )

/** What the typed amounts come to, in minor units before tax; null while one of them is none. */
export function netOf({ amounts }: Pick<CreditValues, 'amounts'>, currency: string): bigint | null {
  const typed = amounts.map((text) => amountOf(text, currency))
  if (typed.includes(null)) return null
  return typed.reduce<bigint>((sum, amount) => sum + (amount ?? 0n), 0n)
}
