import { z } from 'zod'
import { authorize, organizationIdsOf, requireSignedIn, targetOrganizationId } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import { isGivenUp } from './pace.ts'
import { type MailItem, MailKind, type MailStatus, type MailWithBody } from './schema.ts'

export const ListMails = PageInput.extend({
  /** In whose name; left out: as `targetOrganizationId` says. */
  organizationId: z.string().max(64).optional(),
  /** The invoice or subscription that they are about. */
  objectId: z.string().max(64).optional(),
  kind: MailKind.optional(),
})
export type ListMails = z.input<typeof ListMails>

const select = {
  id: true,
  to: true,
  subject: true,
  kind: true,
  objectId: true,
  attempts: true,
  lastError: true,
  nextAttemptAt: true,
  sentAt: true,
  createdAt: true,
} satisfies Prisma.MailSelect

function toItem(row: Prisma.MailGetPayload<{ select: typeof select }>): MailItem {
  const status: MailStatus = row.sentAt ? 'sent' : isGivenUp(row) ? 'failed' : 'waiting'
  return {
    ...row,
    kind: MailKind.parse(row.kind),
    status,
    nextAttemptAt: status === 'waiting' ? row.nextAttemptAt : null,
  }
}

/** The outbox of a provider: every mail that was written in its name, newest first. */
export async function listMails(actor: Actor, input: ListMails = {}): Promise<Page<MailItem>> {
  requireSignedIn(actor)
  const { organizationId: named, objectId, kind, ...page } = parse(ListMails, input)
  const organizationId = targetOrganizationId(actor, named)
  authorize(actor, 'billing:read', organizationId)
  const rows = await db.mail.findMany({
    where: { organizationId, objectId, kind },
    select,
    ...pageArgs(page),
  })
  const { data, nextCursor } = toPage(rows, page)
  return { data: data.map(toItem), nextCursor }
}

/** One mail with what it says; else `not_found`. */
export async function getMail(actor: Actor, id: string): Promise<MailWithBody> {
  requireSignedIn(actor)
  const row =
    (await db.mail.findFirst({
      where: { id, organizationId: organizationIdsOf(actor) },
      select: { ...select, organizationId: true, text: true, html: true },
    })) ?? notFound('mail', id)
  const { organizationId, text, html, ...rest } = row
  authorize(actor, 'billing:read', organizationId)
  return { ...toItem(rest), text, html }
}
