import { db, type Prisma, transaction } from '#lib/core/db.ts'
import { GIVE_UP_MS, pauseMs } from './pace.ts'
import { isPermanent, type SendMail } from './smtp.ts'

const MAILS_AT_ONCE = 20
const ERROR_LENGTH_MAX = 500

type Claimed = Prisma.MailGetPayload<{ select: { id: true; attempts: true; createdAt: true } }>

/**
 * Takes mails that are due, and sets their next attempt before they are sent: should this process die, they are tried
 * again then. So a mail is sent once, except when a process dies between the server's yes and our row; the second one
 * has the same Message-ID.
 */
async function claim(now: Date): Promise<Claimed[]> {
  return transaction(async (tx) => {
    const due = await tx.$queryRaw<Claimed[]>`
      SELECT "id", "attempts", "createdAt" FROM "mail"
      WHERE "sentAt" IS NULL AND "nextAttemptAt" <= ${now} AND "createdAt" > ${new Date(now.getTime() - GIVE_UP_MS)}
      ORDER BY "nextAttemptAt" LIMIT ${MAILS_AT_ONCE} FOR UPDATE SKIP LOCKED`
    for (const { id, attempts } of due)
      await tx.mail.update({
        where: { id },
        data: { attempts: attempts + 1, nextAttemptAt: new Date(now.getTime() + pauseMs(attempts + 1)) },
      })
    return due
  })
}

async function sendOne(claimed: Claimed, send: SendMail, from: string): Promise<void> {
  const mail = await db.mail.findUniqueOrThrow({ where: { id: claimed.id } })
  const provider = await db.organization.findUnique({
    where: { id: mail.organizationId },
    select: { name: true, billingSettings: { select: { legalName: true, email: true } } },
  })
  const senderName = provider?.billingSettings?.legalName || provider?.name || 'Gatehouse'
  const { to, subject, text, html } = mail
  const domain = from.slice(from.lastIndexOf('@') + 1)
  try {
    await send({
      messageId: `<${mail.id}@${domain}>`,
      from: { name: senderName, address: from },
      ...(provider?.billingSettings?.email && { replyTo: provider.billingSettings.email }),
      ...{ to, subject, text, html },
    })
    await db.mail.update({ where: { id: mail.id }, data: { sentAt: new Date(), lastError: '' } })
  } catch (error) {
    const lastError = (error instanceof Error ? error.message : String(error)).slice(0, ERROR_LENGTH_MAX)
    const givenUp = { nextAttemptAt: new Date(claimed.createdAt.getTime() + 2 * GIVE_UP_MS) }
    await db.mail.update({
      where: { id: mail.id },
      data: { lastError, ...(isPermanent(error) && givenUp) },
    })
  }
}

/** Sends what is due at `now`. Says whether more is waiting. A mail that fails does not keep the others back. */
export async function sendDueMails(
  send: SendMail,
  from: string,
  now: Date,
  signal?: AbortSignal,
): Promise<'more' | 'done'> {
  const due = await claim(now)
  for (const mail of due) {
    if (signal?.aborted) return 'done'
    await sendOne(mail, send, from)
  }
  return due.length === MAILS_AT_ONCE ? 'more' : 'done'
}
