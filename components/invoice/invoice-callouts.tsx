import type { ReactNode } from 'react'
import { Callout } from '#components/ui/callout.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { InvoiceAttempt, InvoiceDetail } from '#lib/invoice/schema/invoice.ts'

type Props = {
  invoice: InvoiceDetail
  /** Others of the same period. */
  attempts: InvoiceAttempt[]
  invoiceHref: (id: string) => string
}

/** What has to be known before the lines are read: replaced or void. */
export function InvoiceCallouts({ invoice, attempts, invoiceHref }: Props) {
  const { status, isReplaced, attempt, creditNotes } = invoice
  const next = isReplaced ? attempts.find((other) => other.attempt > attempt) : undefined
  const note = creditNotes.at(-1)
  const previous = attempts.findLast((other) => other.attempt < attempt)
  return (
    <>
      {isReplaced && (
        <Callout tone="info" title="Credited as a whole and billed anew">
          {note && (
            <>
              Taken back by <TextLink href={`${invoiceHref(invoice.id)}#${note.id}`}>{note.number}</TextLink>.{' '}
            </>
          )}
          {next ? (
            <>
              Its period is billed by <AttemptLink attempt={next} href={invoiceHref(next.id)} />.
            </>
          ) : (
            'The invoice that replaces it follows when its usage is complete.'
          )}
        </Callout>
      )}
      {previous && (
        <Callout tone="info" title="Bills its period anew">
          It replaces <AttemptLink attempt={previous} href={invoiceHref(previous.id)} />, which a credit note
          took back.
        </Callout>
      )}
      {status === 'void' && <Callout tone="info" title="Void: nothing is owed" />}
    </>
  )
}

function AttemptLink({ attempt, href }: { attempt: InvoiceAttempt; href: string }): ReactNode {
  return <TextLink href={href}>{attempt.number ?? 'an invoice without a number yet'}</TextLink>
}
