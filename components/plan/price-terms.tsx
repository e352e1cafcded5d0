import { Check } from 'lucide-react'
import { formatCharge, formatFixed, formatTiers } from '#lib/billing/schema/format-price.ts'
import type { Charge, Pricing } from '#lib/billing/schema/pricing.ts'

/** One term of a plan in a list of them. */
export function Term({ children }: { children: React.ReactNode }) {
  return (
    <li className="flex items-start gap-2 tabular-nums">
      <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1 break-words">{children}</div>
    </li>
  )
}

/** What is paid beside the fee, in words: each charge, its tiers on demand, set-up, minimum, how it is paid. */
export function PriceTerms({ pricing }: { pricing: Pricing }) {
  const { charges, currency } = pricing
  return (
    <>
      {charges.map((charge) => (
        <Term key={charge.key}>
          {charges.length > 1 && <span className="text-muted">{charge.name}: </span>}
          {formatCharge(charge, currency)}
          <Tiers charge={charge} currency={currency} />
        </Term>
      ))}
      {formatFixed(pricing).map((text) => (
        <Term key={text}>{text}</Term>
      ))}
    </>
  )
}

const READING = {
  graduated: 'Units of each tier cost that tier’s price.',
  volume: 'All units cost the price of the tier that the period reaches.',
}

/** The tiers of a price that changes with the quantity. */
function Tiers({ charge: { name, price }, currency }: { charge: Charge; currency: string }) {
  if (price.kind !== 'graduated' && price.kind !== 'volume') return null
  return (
    <details className="mt-1">
      <summary className="w-fit cursor-pointer rounded-tag text-accent-text hover:underline">
        Tiers<span className="sr-only"> of {name}</span>
      </summary>
      <ul className="mt-1 flex flex-col gap-0.5 border-l border-line pl-3">
        {formatTiers(price.tiers, currency).map((tier) => (
          <li key={tier}>{tier}</li>
        ))}
      </ul>
      <p className="mt-1 text-meta text-muted">{READING[price.kind]}</p>
    </details>
  )
}
