import { authorize } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import type { SandboxMail } from './schema.ts'

/** Mails that are listed at most: the newest. */
const SHOWN = 20

/**
 * What was written to a sandbox about its invoices and subscriptions, newest first: the same mails that a customer gets, to
 * be read without a mail server. Empty for an organization that is no sandbox.
 */
export async function listSandboxMails(actor: Actor, organizationId: string): Promise<SandboxMail[]> {
  authorize(actor, 'billing:read', organizationId)
  const [invoices, subscriptions] = await Promise.all([
    db.invoice.findMany({
      where: { isSandbox: true, customer: { consumerId: organizationId } },
      select: { id: true },
    }),
    db.subscription.findMany({
      where: { application: { organization: { id: organizationId, isSandbox: true } } },
      select: { id: true },
    }),
  ])
  return db.mail.findMany({
    where: { objectId: { in: [...invoices, ...subscriptions].map(({ id }) => id) } },
    select: { id: true, to: true, subject: true, kind: true, text: true, createdAt: true },
    orderBy: { id: 'desc' },
    take: SHOWN,
  })
}
