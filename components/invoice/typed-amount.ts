import { z } from 'zod'
import { MinorAmount } from '#lib/billing/schema/pricing.ts'
import { formatMoney, fromMajorText } from '#lib/core/money.ts'

/** Minor units of what was typed in major ones; NaN where it is no amount. */
export const minorOf = (text: string, currency: string): number =>
  Number(fromMajorText(text, currency) ?? Number.NaN)

/** An amount that is typed in major units of the currency, `25.00`, of `leastMinor` minor units at least. */
export const typedAmount = (currency: string, leastMinor: number) =>
  z.string().superRefine((text, context) => {
    const minor = minorOf(text, currency)
    const { success, error } = MinorAmount.safeParse(minor)
    const message = Number.isNaN(minor)
      ? `Enter an amount in ${currency}, e.g. 25.00`
      : !success
        ? error.issues[0]!.message
        : minor < leastMinor && `Enter ${formatMoney(leastMinor, currency)} or more`
    if (message) context.addIssue({ code: 'custom', message })
  })
