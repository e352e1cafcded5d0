import { formatMoney } from '#lib/core/money.ts'
import type { DraftLine } from '#lib/invoice/schema/invoice.ts'

/** How a line's amount came about, one sentence a step. */
export function lineReasons({ calculation, unit }: DraftLine, currency: string): string[] {
  const { included, steps = [], fee, share, minimum, usage, rated, invoiced } = calculation
  const money = (amount: string) => formatMoney(amount, currency)
  const count = (text: string) => Number(text).toLocaleString('en')
  const units = (text: string) => `${count(text)} ${unit || 'unit'}${text === '1' ? '' : 's'}`
  return [
    ...(included && included !== '0' ? [`${units(included)} included`] : []),
    ...steps.map(
      (step) =>
        `${count(step.units)} × ${money(step.unitPrice)}${step.flatFee === '0' ? '' : ` + ${money(step.flatFee)}`}`,
    ),
    ...(share ? [`${share} % of ${fee ? money(fee) : 'the period'}`] : []),
    ...(minimum ? [`Minimum ${money(minimum)}${usage ? `, usage came to ${money(usage)}` : ''}`] : []),
    ...(rated && invoiced
      ? [`The period comes to ${money(rated)} with it; ${money(invoiced)} was invoiced before`]
      : []),
  ]
}
