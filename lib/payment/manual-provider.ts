import { DUNNING_DEFAULTS, suspensionAt } from '#lib/dunning/schema/schedule.ts'
import { writeMail } from '#lib/mail/write-mail.ts'
import { billedOf, openAmount, subscribedOf } from './load-invoice.ts'
import type { PaymentProvider } from './payment-provider.ts'

/** By bank transfer: the invoice says where to, people mark it as paid, reminders go out by mail. */
export const manualProvider: PaymentProvider = {
  kind: 'manual',
  collect: async () => {},
  pursue: async (tx, invoice, step) => {
    const { planName } = await subscribedOf(tx, invoice.subscriptionId)
    const settings = invoice.customer.organization.billingSettings
    await writeMail(tx, {
      kind: 'payment_reminder',
      organizationId: invoice.organizationId,
      consumerId: invoice.customer.consumerId,
      objectId: invoice.id,
      dedupeKey: `${invoice.id}/reminder/${step}`,
      data: {
        ...billedOf(invoice, openAmount(invoice), planName),
        dueAt: invoice.dueAt!,
        suspendsAt: suspensionAt(settings ?? DUNNING_DEFAULTS, invoice.dueAt!),
        bankDetails: settings?.bankDetails ?? '',
        paymentUrl: null,
      },
    })
  },
  refund: async () => {},
}
