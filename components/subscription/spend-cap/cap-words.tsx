import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import { capReachedAt, type Pace } from './pace.ts'

type Props = { pace: Pace; currency: string; isPrepaid?: boolean }

/** What the cap means for the rest of the period, in a sentence. */
export function CapWords({ pace, currency, isPrepaid = false }: Props) {
  const { used, forecast, cap, endsAt } = pace
  const money = (amount: bigint) => formatMoney(amount, currency)
  if (cap === null)
    return isPrepaid ? (
      <>No spend cap: usage ends with the credits.</>
    ) : (
      <>No spend cap: what is used is owed, whatever it comes to.</>
    )
  if (used >= cap)
    return (
      <>
        The cap is reached. Gateways refuse until <Time at={endsAt} look="exact" />, or until it is raised.
      </>
    )
  const reachedAt = capReachedAt(pace)
  if (reachedAt)
    return (
      <>
        At this pace it is reached about <Time at={reachedAt} look="date" />, and gateways refuse from then
        until <Time at={endsAt} look="date" />.
      </>
    )
  if (forecast === null) return <>Gateways refuse what would exceed it.</>
  return <>At this pace {money(cap - forecast)} of it stay unused. Gateways refuse what would exceed it.</>
}
