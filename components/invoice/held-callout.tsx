import { formatBytes } from '#components/patterns/chart-format.ts'
import { Callout } from '#components/ui/callout.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { exactTime } from '#components/ui/time-format.ts'
import type { UsageGap } from '#lib/billing/schema/usage-gap.ts'
import { gapText } from './gap-text.ts'

type Props = {
  gaps: UsageGap[]
  /** Where a gateway is shown; null for who may not see it. */
  gatewayHref: ((id: string) => string) | null
}

/** Why an invoice is held: which gateway owes which usage since when, and when it goes on. */
export function HeldCallout({ gaps, gatewayHref }: Props) {
  return (
    <Callout tone="warning" title="Held: usage of this period is not complete" className="mb-6">
      {gaps.length === 0 ? (
        <p>It is checked again shortly.</p>
      ) : (
        <ul className="mt-1 flex flex-col gap-1">
          {gaps.map((gap) => (
            <li key={`${gap.gatewayId}/${gap.kind}/${gap.worker}/${gap.segment}/${gap.from}/${gap.boot}`}>
              {gatewayHref ? (
                <TextLink href={gatewayHref(gap.gatewayId)}>{gap.name}</TextLink>
              ) : (
                <span className="font-medium text-text">{gap.name}</span>
              )}{' '}
              {gapText(gap, { moment: (at) => exactTime(new Date(at), 'exact'), bytes: formatBytes })}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-1.5">
        It gets its lines and its number as soon as all is here; a gateway that is removed is not waited for.
      </p>
    </Callout>
  )
}
