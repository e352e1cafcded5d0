import { type Transaction, transaction } from '#lib/core/db.ts'
import type { MailData } from '#lib/mail/schema.ts'
import { writeMail } from '#lib/mail/write-mail.ts'
import type { NoticeKind } from './schema.ts'

/** Whose subscription a notice is about, in words. */
export type Subscribed = {
  id: string
  planId: string
  providerId: string
  consumerId: string
  applicationId: string
  applicationName: string
  productName: string
  planName: string
  clockOffsetMs: number
}

export type Notice<Kind extends NoticeKind> = {
  kind: Kind
  /** Names the period: once in it, the notice is written. */
  period: string
  data: Omit<MailData[Kind], 'applicationId' | 'applicationName' | 'planName'>
}

const insert = async (tx: Transaction, subscriptionId: string, period: string, kind: NoticeKind) =>
  (await tx.notice.createMany({ data: [{ subscriptionId, period, kind }], skipDuplicates: true })).count === 1

/**
 * Writes a notice and its mail, once a period however often it is found due. One of 100 % stands for that of 80 %, which is
 * not sent after it.
 */
export async function tell<Kind extends NoticeKind>(
  subscribed: Subscribed,
  { kind, period, data }: Notice<Kind>,
): Promise<void> {
  const { id, providerId, consumerId, applicationId, applicationName, productName, planName } = subscribed
  await transaction(async (tx) => {
    if (kind.endsWith('_100')) await insert(tx, id, period, kind.replace('_100', '_80') as NoticeKind)
    if (!(await insert(tx, id, period, kind))) return
    const words = { applicationId, applicationName, planName: `${productName}, ${planName}` }
    await writeMail(tx, {
      kind,
      organizationId: providerId,
      consumerId,
      objectId: id,
      dedupeKey: `${id}/${kind}/${period}`,
      data: { ...words, ...data } as unknown as MailData[Kind],
    })
  })
}
