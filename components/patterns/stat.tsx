import { ArrowDownRight, ArrowUpRight, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'

type Delta = {
  /** As a share: 0.12 is +12 %. */
  share: number
  /** "vs. the 24 h before" */
  than: string
  /** Whether more is good, bad, or neither. */
  more: 'good' | 'bad' | 'neutral'
}

type Props = {
  label: string
  /** With its unit: "1,204", "84 ms", "0.3 %". */
  value: ReactNode
  delta?: Delta | undefined
  hint?: ReactNode
  /** How it went: a `Sparkline`. */
  spark?: ReactNode
  className?: string
}

/** One number that matters, and how it moved. Put several into `StatRow`. */
export function Stat({ label, value, delta, hint, spark, className }: Props) {
  return (
    <div className={cn('min-w-0 bg-ground px-4 py-3', className)}>
      <p className="label-meta truncate">{label}</p>
      <p className="mt-1 truncate text-title tabular-nums">{value}</p>
      {delta && <DeltaText {...delta} />}
      {hint && <p className="mt-0.5 truncate text-meta text-muted">{hint}</p>}
      {spark && <div className="mt-2">{spark}</div>}
    </div>
  )
}

function DeltaText({ share, than, more }: Delta) {
  const isFlat = Math.abs(share) < 0.0005
  const Icon = isFlat ? Minus : share > 0 ? ArrowUpRight : ArrowDownRight
  const isGood = share > 0 === (more === 'good')
  const tone = isFlat || more === 'neutral' ? 'text-muted' : isGood ? 'text-success-text' : 'text-danger-text'
  return (
    <p className="mt-0.5 flex items-center gap-1 truncate text-meta text-muted">
      <span className={cn('inline-flex items-center gap-0.5 font-medium tabular-nums', tone)}>
        <Icon className="size-3" aria-hidden />
        <span className="sr-only">{share < 0 ? 'down' : 'up'}</span>
        {Math.abs(share * 100).toFixed(Math.abs(share) < 0.1 ? 1 : 0)} %
      </span>
      <span className="truncate">{than}</span>
    </p>
  )
}

/** Stats in one frame, with hairlines between. */
export function StatRow({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={cn(
        'grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line max-sm:[&>*:last-child:nth-child(odd)]:col-span-2 sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none',
        className,
      )}
    >
      {children}
    </div>
  )
}
