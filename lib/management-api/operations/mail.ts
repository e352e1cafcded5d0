import { z } from 'zod'
import { getMail, listMails } from '#lib/mail/queries.ts'
import { ListMails, MailKind, MailStatus } from '#lib/mail/schema.ts'
import { operation } from '../operation.ts'
import { Moment, pageOf } from '../schema.ts'

const tag = 'Mails'

const Mail = z
  .object({
    id: z.string(),
    to: z.string(),
    subject: z.string(),
    kind: MailKind,
    objectId: z.string().meta({ description: 'The invoice or subscription that it is about.' }),
    status: MailStatus,
    attempts: z.int(),
    lastError: z.string(),
    nextAttemptAt: Moment.nullable(),
    sentAt: Moment.nullable(),
    createdAt: Moment,
  })
  .meta({ id: 'Mail' })

export const mailOperations = [
  operation({
    id: 'listMails',
    method: 'GET',
    path: '/mails',
    tag,
    summary: 'List the outbox, newest first',
    description: 'Every mail that was written to customers, sent or not.',
    query: ListMails,
    response: pageOf(Mail),
    errors: ['forbidden', 'not_found'],
    run: ({ actor, query }) => listMails(actor, query),
  }),
  operation({
    id: 'getMail',
    method: 'GET',
    path: '/mails/{mailId}',
    tag,
    summary: 'Get a mail with what it says',
    response: Mail.extend({ text: z.string(), html: z.string() }).meta({ id: 'MailWithBody' }),
    errors: ['forbidden'],
    run: ({ actor, params }) => getMail(actor, params.mailId),
  }),
]
