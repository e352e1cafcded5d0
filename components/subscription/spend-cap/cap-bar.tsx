import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'
import { formatMoney } from '#lib/core/money.ts'
import type { Pace } from './pace.ts'

type Props = Pick<Pace, 'used' | 'forecast' | 'cap'> & { currency: string }

const hatch = (colour: string) =>
  `repeating-linear-gradient(135deg, ${colour} 0 2px, color-mix(in oklch, ${colour} 22%, transparent) 2px 5px)`

/** What usage of a period came to, where it is going, and where it has to stop: on one scale. */
export function CapBar({ used, forecast, cap, currency }: Props) {
  const ahead = forecast !== null && forecast > used ? forecast : used
  const scale = Number([used, ahead, cap ?? 0n, 1n].reduce((most, one) => (one > most ? one : most)))
  const percent = (amount: bigint) => `${(Number(amount) / scale) * 100}%`
  const isOver = cap !== null && ahead > cap
  const isReached = cap !== null && used >= cap
  const money = (amount: bigint) => formatMoney(amount, currency)
  const words = [
    `Usage so far ${money(used)}`,
    ...(forecast === null ? [] : [`at this pace ${money(ahead)}`]),
    ...(cap === null ? [] : [`cap ${money(cap)}`]),
  ]
  return (
    <div>
      <div role="img" aria-label={words.join(', ')} className="relative py-1">
        <div className="relative h-2 overflow-hidden rounded-full bg-selected">
          <div
            className="absolute inset-y-0 left-0"
            style={{ width: percent(ahead), background: hatch(isOver ? 'var(--warning)' : 'var(--accent)') }}
          />
          <div
            className={cn('absolute inset-y-0 left-0', isReached ? 'bg-danger' : 'bg-accent')}
            style={{ width: percent(used) }}
          />
        </div>
        {cap !== null && (
          <div
            className="absolute inset-y-0 w-0.5 -translate-x-full rounded-full bg-text"
            style={{ left: percent(cap) }}
          />
        )}
      </div>
      <p aria-hidden className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-meta text-muted tabular-nums">
        <Key swatch={<span className={cn('h-2 w-3 rounded-tag', isReached ? 'bg-danger' : 'bg-accent')} />}>
          Used {money(used)}
        </Key>
        {forecast !== null && (
          <Key
            swatch={
              <span
                className="h-2 w-3 rounded-tag"
                style={{ background: hatch(isOver ? 'var(--warning)' : 'var(--accent)') }}
              />
            }
          >
            At this pace {money(ahead)}
          </Key>
        )}
        {cap !== null && (
          <Key swatch={<span className="h-3 w-0.5 rounded-full bg-text" />}>Cap {money(cap)}</Key>
        )}
      </p>
    </div>
  )
}

function Key({ swatch, children }: { swatch: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {swatch}
      {children}
    </span>
  )
}
