import type { Transaction } from '#lib/core/db.ts'
import { readEnv } from '#lib/core/env.ts'
import { newId } from '#lib/core/id.ts'
import { renderMail } from './render-mail.ts'
import type { MailData, MailKind } from './schema.ts'

export type WriteMail<Kind extends MailKind> = {
  kind: Kind
  data: MailData[Kind]
  /** In whose name: the provider. */
  organizationId: string
  /** Who reads it: the organization that consumes. */
  consumerId: string
  /** The invoice or subscription that it is about. */
  objectId: string
  /** What makes a repeat harmless: a second mail with this key is not written. */
  dedupeKey: string
}

/** The customer's billing address, else its owners'. */
async function recipientOf(tx: Transaction, organizationId: string, consumerId: string): Promise<string> {
  const customer = await tx.customer.findUnique({
    where: { organizationId_consumerId: { organizationId, consumerId } },
    select: { email: true },
  })
  if (customer?.email) return customer.email
  const owners = await tx.member.findMany({
    where: { organizationId: consumerId, role: 'owner' },
    select: { user: { select: { email: true } } },
    orderBy: { id: 'asc' },
    take: 5,
  })
  return owners.map(({ user }) => user.email).join(', ')
}

/**
 * Writes a mail to a customer into the outbox, in the verb's own transaction: it goes out after the commit, or never when
 * there is none. Answers whether it was written; not when its key was used before, or when nobody is there to read it.
 */
export async function writeMail<Kind extends MailKind>(
  tx: Transaction,
  input: WriteMail<Kind>,
): Promise<boolean> {
  const { organizationId, consumerId, kind, objectId, dedupeKey } = input
  const to = await recipientOf(tx, organizationId, consumerId)
  if (!to) return false
  const [provider, consumer] = await Promise.all([
    tx.organization.findUniqueOrThrow({
      where: { id: organizationId },
      select: { name: true, billingSettings: { select: { legalName: true, email: true } } },
    }),
    tx.organization.findUniqueOrThrow({ where: { id: consumerId }, select: { isSandbox: true } }),
  ])
  const mail = renderMail(kind, input.data, {
    senderName: provider.billingSettings?.legalName || provider.name,
    senderEmail: provider.billingSettings?.email ?? '',
    portalUrl: readEnv().PUBLIC_URL,
    isSandbox: consumer.isSandbox,
  })
  const { count } = await tx.mail.createMany({
    data: [{ id: newId('mail'), organizationId, to, kind, objectId, dedupeKey, ...mail }],
    skipDuplicates: true,
  })
  return count === 1
}
