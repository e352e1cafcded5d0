import { z } from 'zod'
import { formatMoney, fromMajorText } from '#lib/core/money.ts'
import { GrantCredits } from '#lib/credit/schema.ts'

/** As it is typed: the amount in major units, the day whose end (UTC) is the last moment. */
export const grantForm = (currency: string) =>
  z.object({
    amount: z.string().superRefine((text, context) => {
      const minor = Number(fromMajorText(text, currency) ?? Number.NaN)
      const { success, error } = GrantCredits.shape.amount.safeParse(minor)
      if (Number.isNaN(minor)) context.addIssue({ code: 'custom', message: `Enter an amount in ${currency}` })
      else if (!Number.isInteger(minor))
        context.addIssue({ code: 'custom', message: `Use whole ${formatMoney(1, currency)}` })
      else if (!success) context.addIssue({ code: 'custom', message: error.issues[0]!.message })
    }),
    expiresOn: z
      .string()
      .regex(/^(\d{4}-\d{2}-\d{2})?$/, { error: 'Use the form 2027-12-31', abort: true })
      .refine((day) => day === '' || !Number.isNaN(Date.parse(day)), 'There is no such day'),
    priority: GrantCredits.shape.priority.unwrap(),
    note: z.string().trim().max(200, 'Use 200 characters at most'),
  })
export type GrantValues = z.infer<ReturnType<typeof grantForm>>

/** What the verb takes of what was typed. Credits that expire on a day can be used until it ends. */
export function toGrant({ amount, expiresOn, priority, note }: GrantValues, currency: string) {
  const end = expiresOn === '' ? null : new Date(Date.parse(expiresOn) + 86_400_000).toISOString()
  return { amount: Number(fromMajorText(amount, currency)), priority, note, expiresAt: end }
}
