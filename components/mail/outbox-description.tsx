import { TextLink } from '#components/ui/text-link.tsx'
import { aboutHref } from './mail-facts.tsx'

/** What the list holds: all mails, or those about one invoice or subscription. */
export function OutboxDescription({ base, objectId }: { base: string; objectId: string | undefined }) {
  if (!objectId) return 'Every mail that was written to your customers, sent or not.'
  const href = aboutHref(base, objectId)
  const what = objectId.startsWith('inv_') ? 'invoice' : 'subscription'
  return (
    <>
      Those about one {href ? <TextLink href={href}>{what}</TextLink> : 'object'}.{' '}
      <TextLink href={`${base}/outbox`}>Show all mails</TextLink>
    </>
  )
}
