import { createTransport } from 'nodemailer'

export type OutgoingMail = {
  /** Stays the same over all attempts, so that a receiver that already has the mail can tell. */
  messageId: string
  to: string
  from: { name: string; address: string }
  replyTo?: string
  subject: string
  text: string
  html: string
}
export type SendMail = (mail: OutgoingMail) => Promise<void>

/** A mail server by its address, `smtp://user:password@host:port` or `smtps://…`. */
export function openSmtp(url: string): { send: SendMail; close: () => void } {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (mail) => {
      await transport.sendMail(mail)
    },
    close: () => transport.close(),
  }
}

/** True when the server refused this mail for good: to try again would change nothing. */
export const isPermanent = (error: unknown): boolean => {
  if (!(error instanceof Error) || !('responseCode' in error)) return false
  const isAboutMail = 'command' in error && /RCPT|DATA|MAIL FROM/.test(String(error.command))
  return isAboutMail && Number(error.responseCode) >= 500
}
