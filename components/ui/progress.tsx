import { cn } from './cn.ts'

type Props = {
  value: number
  max: number
  /** Said to screen readers, e.g. "12,040 of 50,000 requests". */
  label: string
  /** `quota` turns to warning at 80 % and danger at 100 %. */
  look?: 'work' | 'quota'
  className?: string
}

/** How much of how much. */
export function Progress({ value, max, label, look = 'work', className }: Props) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  const isFull = look === 'quota' && value >= max
  const isClose = look === 'quota' && share >= 0.8
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={label}
      className={cn('h-1.5 w-full overflow-hidden rounded-full bg-selected', className)}
    >
      <div
        className={cn(
          'h-full origin-left rounded-full',
          isFull ? 'bg-danger' : isClose ? 'bg-warning' : 'bg-accent',
        )}
        style={{ width: `${share * 100}%` }}
      />
    </div>
  )
}
