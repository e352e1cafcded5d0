import { authorize, organizationIdsOf, requireSignedIn, targetOrganizationId } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, Prisma } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, PageInput, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import { GIVE_UP_MS, isGivenUp } from './pace.ts'
import { ListMails, type MailItem, MailKind, type MailStatus, type MailWithBody } from './schema.ts'

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

function toItem(row: Prisma.MailGetPayload<{ select: typeof select }>, now: Date): MailItem {
  const status: MailStatus = row.sentAt ? 'sent' : isGivenUp(row, now) ? 'failed' : 'waiting'
  return {
    ...row,
    kind: MailKind.parse(row.kind),
    status,
    nextAttemptAt: status === 'waiting' ? row.nextAttemptAt : null,
  }
}

/** In the database what `isGivenUp` says. */
function inStatus(status: MailStatus, now: Date): Prisma.Sql {
  if (status === 'sent') return Prisma.sql`"sentAt" IS NOT NULL`
  const isGivenUp = Prisma.sql`greatest("nextAttemptAt", ${now}) >= "createdAt" + make_interval(secs => ${GIVE_UP_MS / 1000}::float8)`
  return Prisma.sql`"sentAt" IS NULL AND (${isGivenUp}) = ${status === 'failed'}`
}

/** Ids of one page and one more, newest first. */
async function readIds(input: ListMails, organizationId: string, now: Date): Promise<string[]> {
  const { cursor, limit } = PageInput.parse(input)
  const { objectId, kind, status } = input
  const only = (wanted: unknown, condition: Prisma.Sql) =>
    wanted === undefined ? Prisma.empty : Prisma.sql`AND ${condition}`
  const rows = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT "id" FROM "mail" WHERE "organizationId" = ${organizationId}
      ${only(objectId, Prisma.sql`"objectId" = ${objectId}`)} ${only(kind, Prisma.sql`"kind" = ${kind}`)}
      ${only(cursor, Prisma.sql`"id" < ${cursor}`)} ${status ? Prisma.sql`AND ${inStatus(status, now)}` : Prisma.empty}
    ORDER BY "id" DESC LIMIT ${limit + 1}`)
  return rows.map(({ id }) => id)
}

/** The outbox of a provider: every mail that was written in its name, newest first. */
export async function listMails(actor: Actor, input: ListMails = {}): Promise<Page<MailItem>> {
  requireSignedIn(actor)
  const wanted = parse(ListMails, input)
  const organizationId = targetOrganizationId(actor, wanted.organizationId)
  authorize(actor, 'billing:read', organizationId)
  const now = new Date()
  const ids = await readIds(wanted, organizationId, now)
  const rows = await db.mail.findMany({ where: { id: { in: ids } }, select, orderBy: { id: 'desc' } })
  const { data, nextCursor } = toPage(rows, wanted)
  return { data: data.map((row) => toItem(row, now)), nextCursor }
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
  return { ...toItem(rest, new Date()), text, html }
}
