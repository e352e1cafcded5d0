'use server'
import { runAction } from '#lib/auth/action.ts'
import type { UpdateBillingSettings } from '#lib/billing-settings/schema.ts'
import { updateBillingSettings } from '#lib/billing-settings/update-billing-settings.ts'

export const updateBillingSettingsAction = async (input: UpdateBillingSettings) =>
  runAction((actor) => updateBillingSettings(actor, input))
