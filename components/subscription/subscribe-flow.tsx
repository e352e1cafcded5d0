'use client'
import { useState } from 'react'
import { FirstCall } from '#components/application/first-call.tsx'
import { keepSessionKey } from '#components/credential/session-key.ts'
import { SecretReveal } from '#components/patterns/secret-reveal.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Snippet } from '#components/ui/snippet.tsx'
import type { DecisionListItem } from '#lib/decision/schema.ts'
import { SubscribeForm, type SubscribeFormProps } from './subscribe-form.tsx'
import type { Subscribed } from './subscribe-steps.ts'

type Props = Omit<SubscribeFormProps, 'onDone'> & {
  loadFirstCall: (applicationId: string, since?: string) => Promise<DecisionListItem | null>
}

/** Plan and application → subscription and key → the first call, seen to arrive. */
export function SubscribeFlow({ loadFirstCall, ...form }: Props) {
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
  const { applicationId, secret, curl, status, startedAt } = done
  if (status === 'pending' || !curl)
    return (
      <Done applicationId={applicationId}>
        <Callout tone="info" isAlert title="Your request was sent">
          The provider approves this plan by hand. The application’s page shows when it is open; keys work
          from that moment.
        </Callout>
      </Done>
    )
  return (
    <Done applicationId={applicationId}>
      <Callout tone="success" isAlert title={`${form.product.name} is open to your application`} />
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

function Done({ applicationId, children }: { applicationId: string; children: React.ReactNode }) {
  return (
    <div className="flex max-w-160 flex-col gap-5">
      {children}
      <div>
        <LinkButton href={`/applications/${applicationId}`}>Go to the application</LinkButton>
      </div>
    </div>
  )
}
