import { KeyValue, type KeyValueItem } from '#components/patterns/key-value.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import type { MailItem } from '#lib/mail/schema.ts'
import { MAIL_KINDS } from './mail-kinds.ts'

/** Where a mail's object is shown in a console; undefined for what has no page of its own. */
export function aboutHref(base: string, objectId: string): string | undefined {
  if (objectId.startsWith('inv_')) return `${base}/invoices/${objectId}`
  return objectId.startsWith('sub_') ? `${base}/subscriptions/${objectId}` : undefined
}

type Props = {
  mail: MailItem
  /** Of the organization's console. */
  base: string
  /** Without a mail server nothing is attempted. */
  hasServer: boolean
}

/** To whom, about what, and how its sending goes. */
export function MailFacts({ mail, base, hasServer }: Props) {
  const href = aboutHref(base, mail.objectId)
  const kind = MAIL_KINDS[mail.kind]
  const items: KeyValueItem[] = [
    { label: 'To', value: mail.to },
    { label: 'About', value: href ? <TextLink href={href}>{kind}</TextLink> : kind },
    { label: 'Written', value: <Time at={mail.createdAt} look="exact" /> },
    ...(mail.sentAt ? [{ label: 'Sent', value: <Time at={mail.sentAt} look="exact" /> }] : []),
    ...(mail.status === 'waiting'
      ? [
          {
            label: 'Next attempt',
            value: hasServer ? (
              <Time at={mail.nextAttemptAt} look="exact" fallback="–" />
            ) : (
              'As soon as a mail server is set up'
            ),
          },
        ]
      : []),
    { label: 'Attempts', value: mail.attempts.toLocaleString('en') },
    ...(mail.lastError ? [{ label: 'Last error', value: mail.lastError }] : []),
  ]
  return <KeyValue items={items} />
}
