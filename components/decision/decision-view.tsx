import type { ReactNode } from 'react'
import { KeyValue } from '#components/patterns/key-value.tsx'
import { Section } from '#components/patterns/section.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { HttpStatus } from '#components/ui/http-status.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { MethodBadge } from '#components/ui/method-badge.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { duration } from '#components/ui/time-format.ts'
import { maskedKey } from '#lib/credential/schema.ts'
import type { Decision } from '#lib/decision/schema.ts'

type Props = {
  decision: Decision
  /** Where the reader mends what refused the request. */
  wayOut: { href: string; label: string } | null
}

/** Why a gateway did what it did with one request: the answer first, then the rule, then everything that is known. */
export function DecisionView({ decision, wayOut }: Props) {
  const { explanation, limit, code } = decision
  return (
    <>
      {explanation ? (
        <Callout
          tone="warning"
          title={explanation.title}
          action={
            wayOut && (
              <LinkButton href={wayOut.href} variant="primary">
                {wayOut.label}
              </LinkButton>
            )
          }
        >
          <p>{explanation.detail}</p>
          <p className="mt-1">
            {explanation.nextStep} {code && <TextLink href={`/docs/errors/${code}`}>What to check</TextLink>}
          </p>
        </Callout>
      ) : (
        <Callout
          tone={decision.status >= 500 ? 'danger' : 'success'}
          title="The request was passed on, and the API answered"
        >
          {decision.isCut
            ? 'The connection broke off before the response was whole.'
            : 'It counted towards the plan.'}
        </Callout>
      )}
      {limit && (
        <Section title="The rule">
          <p className="mb-2 tabular-nums">
            {limit.rule}: {limit.used.toLocaleString('en')} of {limit.limit.toLocaleString('en')} counted at
            that moment. Passes again <Time at={limit.resetAt} look="exact" />.
          </p>
          <Progress
            value={limit.used}
            max={limit.limit}
            look="quota"
            label={`${limit.used} of ${limit.limit} requests`}
          />
        </Section>
      )}
      <Section title="The request">
        <KeyValue items={factsOf(decision)} />
      </Section>
    </>
  )
}

function factsOf(decision: Decision): { label: string; value: ReactNode }[] {
  const none = <span className="text-muted">none</span>
  const { credential, subscription } = decision
  return [
    {
      label: 'Request',
      value: (
        <span className="flex min-w-0 items-center gap-2">
          <MethodBadge method={decision.method} />
          <code className="break-all font-mono">{decision.path}</code>
        </span>
      ),
    },
    { label: 'Answer', value: <HttpStatus status={decision.status} /> },
    { label: 'When', value: <Time at={decision.at} look="exact" /> },
    {
      label: 'Took',
      value: `${duration(decision.durationMs)}${decision.upstreamMs === null ? '' : `, of it ${duration(decision.upstreamMs)} waiting for the API`}`,
    },
    {
      label: 'Bytes',
      value: `${decision.bytesIn.toLocaleString('en')} in, ${decision.bytesOut.toLocaleString('en')} out`,
    },
    { label: 'API', value: decision.api?.name ?? none },
    {
      label: 'Operation',
      value: decision.operationKey ? <code className="font-mono">{decision.operationKey}</code> : none,
    },
    { label: 'Application', value: decision.application?.name ?? none },
    { label: 'Key', value: credential ? `${credential.name} (${maskedKey(credential.hint)})` : none },
    {
      label: 'Product and plan',
      value: decision.plan ? `${decision.product?.name}, ${decision.plan.name}` : none,
    },
    { label: 'Subscription', value: subscription ? `${subscription.id}, now ${subscription.status}` : none },
    { label: 'Gateway', value: decision.gateway.name },
    { label: 'Decided on revision', value: String(decision.revision) },
  ]
}
