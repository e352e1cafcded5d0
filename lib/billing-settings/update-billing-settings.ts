import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { invalidField } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { readBillingSettings } from './queries.ts'
import { type BillingSettingsItem, UpdateBillingSettings } from './schema.ts'

/** Changes how an organization bills; invoices that are finalized stay as they are. */
export async function updateBillingSettings(
  actor: Actor,
  input: UpdateBillingSettings,
): Promise<BillingSettingsItem> {
  requireSignedIn(actor)
  const { organizationId, ...wanted } = parse(UpdateBillingSettings, input)
  authorize(actor, 'billing:manage', organizationId)
  return transaction(async (tx) => {
    const before = await readBillingSettings(tx, organizationId)
    const after = { ...before, ...wanted }
    if (wanted.paymentProvider === 'stripe' && !before.isStripeAvailable)
      invalidField('paymentProvider', 'This installation has no account at Stripe.')
    if (JSON.stringify(before) === JSON.stringify(after)) return before
    await tx.billingSettings.update({ where: { organizationId }, data: wanted })
    await audit(tx, actor, {
      organizationId,
      event: 'billing_settings.updated',
      object: { kind: 'billing_settings', id: organizationId, name: after.legalName || 'Billing settings' },
      before,
      after,
    })
    return after
  })
}
