import { KeyValue, type KeyValueItem } from '#components/patterns/key-value.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { SubscriptionBilling } from '#lib/subscription/schema.ts'

type Props = {
  billing: SubscriptionBilling
  currency: string
  isSandbox: boolean
  planHref: (id: string) => string
}

/** The present period, what it is followed by, and what limits its spending. Times are the subscription's own. */
export function BillingFacts({ billing, currency, isSandbox, planHref }: Props) {
  const { isTrial, trialEndsAt, periodStartsAt, renewsAt, isCancelling, nextPlan, spendCap } = billing
  const items: KeyValueItem[] = [
    ...(isSandbox
      ? [
          {
            label: 'Test clock',
            value: (
              <span className="inline-flex flex-wrap items-center gap-2">
                <Time at={billing.now} look="exact" />
                <Badge>Sandbox</Badge>
              </span>
            ),
          },
        ]
      : []),
    ...(isTrial
      ? [
          {
            label: 'Trial until',
            value: <Time at={renewsAt} look="exact" />,
          },
        ]
      : [
          {
            label: 'Period',
            value: (
              <>
                <Time at={periodStartsAt} look="date" /> to <Time at={renewsAt} look="exact" />
              </>
            ),
          },
          ...(trialEndsAt ? [{ label: 'Trial ended', value: <Time at={trialEndsAt} look="date" /> }] : []),
        ]),
    { label: isTrial ? 'After it' : 'Then', value: whatFollows() },
    {
      label: 'Spend cap',
      value: spendCap === null ? 'None' : `${formatMoney(spendCap, currency)} of use a period, before tax`,
    },
  ]
  return <KeyValue items={items} />

  function whatFollows() {
    if (isCancelling) return 'Ends: its consumer cancelled it'
    if (!nextPlan) return isTrial ? 'Billing begins' : 'Renews'
    return (
      <>
        Moves to{' '}
        <TextLink href={planHref(nextPlan.id)}>
          {nextPlan.name}, version {nextPlan.version}
        </TextLink>
      </>
    )
  }
}
