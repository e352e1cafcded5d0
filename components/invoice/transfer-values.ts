import { z } from 'zod'
import { formatMoney, fromMajorText } from '#lib/core/money.ts'
import { MarkInvoicePaid } from '#lib/invoice/schema/changes.ts'

const { reference } = MarkInvoicePaid.shape

/** Checks a transfer's reference and its amount in major units: more than nothing, and no more than is due. */
export const transferForm = (due: bigint, currency: string) =>
  z.object({
    reference,
    amount: z.string().superRefine((text, context) => {
      const minor = fromMajorText(text, currency)
      const message =
        minor === null || minor.includes('.')
          ? 'Enter an amount, e.g. 12.50'
          : BigInt(minor) <= 0n
            ? 'Enter more than 0'
            : BigInt(minor) > due && `Only ${formatMoney(due, currency)} is due`
      if (message) context.addIssue({ code: 'custom', message })
    }),
  })

/** What was typed, in minor units. */
export const toTransfer = (values: { reference: string; amount: string }, currency: string) => ({
  reference: values.reference,
  amount: Number(fromMajorText(values.amount, currency)),
})
