import type { Transaction } from '#lib/core/db.ts'

/** A provider's billing settings, made where there are none, and locked until the commit: numbers are drawn under it. */
export async function lockSettings(tx: Transaction, organizationId: string) {
  await tx.billingSettings.createMany({ data: [{ organizationId }], skipDuplicates: true })
  await tx.$queryRaw`SELECT 1 FROM "billing_settings" WHERE "organizationId" = ${organizationId} FOR UPDATE`
  return tx.billingSettings.findUniqueOrThrow({ where: { organizationId } })
}

export type LockedSettings = Awaited<ReturnType<typeof lockSettings>>

const padded = (number: number): string => String(number).padStart(6, '0')

/** The next number: gapless in the organization, for it is drawn under the lock and given back with the transaction. */
export async function drawNumber(
  tx: Transaction,
  { organizationId, invoicePrefix }: LockedSettings,
  kind: 'invoice' | 'credit_note',
  isSandbox: boolean,
): Promise<string> {
  const column = isSandbox
    ? 'nextSandboxNumber'
    : kind === 'invoice'
      ? 'nextInvoiceNumber'
      : 'nextCreditNoteNumber'
  const row = await tx.billingSettings.update({
    where: { organizationId },
    data: { [column]: { increment: 1 } },
  })
  const word = kind === 'invoice' ? invoicePrefix : `${invoicePrefix}-CN`
  return `${isSandbox ? `TEST-${word}` : word}-${padded(row[column] - 1)}`
}
