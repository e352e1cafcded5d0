import { readEnv } from '#lib/core/env.ts'
import { sendDueMails } from '#lib/mail/send-due-mails.ts'
import { openSmtp } from '#lib/mail/smtp.ts'
import type { Job } from './job.ts'

/** Sends the outbox by `SMTP_URL`. Without one mails stay in the outbox, where the console shows them. */
export function sendMailsJob(): Job[] {
  const { SMTP_URL, MAIL_FROM } = readEnv()
  if (!SMTP_URL) return []
  const { send } = openSmtp(SMTP_URL)
  return [{ name: 'mails', everyMs: 1_000, run: (now, signal) => sendDueMails(send, MAIL_FROM, now, signal) }]
}
