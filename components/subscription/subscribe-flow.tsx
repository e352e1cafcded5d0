'use client'
import { type ReactNode, useState } from 'react'
import { FirstCall } from '#components/application/first-call.tsx'
import { keepSessionKey } from '#components/credential/session-key.ts'
import { Propagation } from '#components/patterns/propagation.tsx'
import { SecretReveal } from '#components/patterns/secret-reveal.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Snippet } from '#components/ui/snippet.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { DecisionListItem } from '#lib/decision/schema.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'
import type { SubscriptionPreview } from '#lib/subscription/schema.ts'
import { SubscribeForm } from './subscribe-form.tsx'
import type { Subscribed } from './subscribe-steps.ts'
import type { SubscribeFormProps } from './use-subscribe.ts'

type Props = Omit<SubscribeFormProps, 'onDone'> & {
  loadFirstCall: (applicationId: string, since?: string) => Promise<DecisionListItem | null>
  fetchStatus: (revision: number) => Promise<RevisionStatus>
}

/** Plan and application → subscription and key → the first call, seen to arrive. */
export function SubscribeFlow({ loadFirstCall, fetchStatus, ...form }: Props) {
  const [done, setDone] = useState<Subscribed | null>(null)
  const [isKeySaved, setKeySaved] = useState(false)
  if (!done)
    return (
      <SubscribeForm
        {...form}
        onDone={(subscribed) => {
          if (subscribed.secret) keepSessionKey(subscribed.applicationId, subscribed.secret)
          setDone(subscribed)
        }}
      />
    )
  const { applicationId, secret, curl, status, startedAt, receipt, preview } = done
  if (status === 'pending' || !curl)
    return (
      <Done applicationId={applicationId}>
        <Callout tone="info" isAlert title="Your request was sent">
          The provider approves this plan by hand. The application’s page shows when it is open; keys work
          from that moment.{preview && ' Nothing is charged before.'}
        </Callout>
      </Done>
    )
  return (
    <Done applicationId={applicationId}>
      <Callout tone="success" isAlert title={`${form.product.name} is open to your application`}>
        {preview && <Charged preview={preview} />}
      </Callout>
      <div>
        <Propagation initial={receipt} fetchStatus={fetchStatus.bind(null, receipt.revision)} />
      </div>
      {secret && !isKeySaved && (
        <SecretReveal label="API key" secret={secret} onSaved={() => setKeySaved(true)}>
          <Snippet code={curl.replace('$GATEHOUSE_KEY', secret)} />
        </SecretReveal>
      )}
      {!secret && <p className="text-muted">The keys that your application has open this product as well.</p>}
      <FirstCall
        initial={null}
        load={() => loadFirstCall(applicationId, startedAt)}
        {...(!(secret && !isKeySaved) && { curl })}
      />
    </Done>
  )
}

/** What was agreed to, in a sentence. */
function Charged({
  preview: { currency, dueNowTotal, trialEndsAt, payment },
}: {
  preview: SubscriptionPreview
}) {
  if (trialEndsAt)
    return (
      <p>
        Free until <Time at={trialEndsAt} look="exact" />; the first charge follows then.
      </p>
    )
  if (!currency || dueNowTotal === 0n) return <p>Usage is invoiced at the end of each period.</p>
  return (
    <p>
      {formatMoney(dueNowTotal, currency)}{' '}
      {payment?.paymentMethod ? `is charged to ${payment.paymentMethod}` : 'was invoiced'}:{' '}
      <TextLink href="/invoices">see the invoice</TextLink>.
    </p>
  )
}

function Done({ applicationId, children }: { applicationId: string; children: ReactNode }) {
  return (
    <div className="flex max-w-160 flex-col gap-5">
      {children}
      <div>
        <LinkButton href={`/applications/${applicationId}`}>Go to the application</LinkButton>
      </div>
    </div>
  )
}
