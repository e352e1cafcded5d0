import { z } from 'zod'
import { type BillingSettingsItem, UpdateBillingSettings } from '#lib/billing-settings/schema.ts'

const { paymentTermsDays, graceDays, dunningDays } = UpdateBillingSettings.shape
const Days = dunningDays.unwrap()

/** The days that a text like `3, 5, 7` names, in order, each once. What is no number stays for the check to refuse. */
export const toDays = (text: string): number[] =>
  [...new Set(text.split(/[\s,;]+/).filter(Boolean))].map(Number).sort((a, b) => a - b)

/** The settings as a form holds them: days of reminders as one text, and nothing that may be left out. */
export const SettingsForm = UpdateBillingSettings.extend({
  paymentTermsDays: paymentTermsDays.unwrap(),
  graceDays: graceDays.unwrap(),
  dunningDays: z.string().superRefine((text, context) => {
    const message = Days.safeParse(toDays(text)).error?.issues[0]?.message
    if (message) context.addIssue({ code: 'custom', message })
  }),
})
export type SettingsValues = z.input<typeof SettingsForm>

export const toValues = ({ isStripeAvailable: _, ...settings }: BillingSettingsItem): SettingsValues => ({
  ...settings,
  dunningDays: settings.dunningDays.join(', '),
})

/** What the form means. */
export const toSettings = (values: SettingsValues): UpdateBillingSettings => ({
  ...values,
  dunningDays: toDays(values.dunningDays),
})
