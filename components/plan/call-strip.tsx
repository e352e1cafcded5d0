import { duration } from '#components/ui/time-format.ts'
import type { Call } from './simulate-caller.ts'

type Props = { calls: Call[]; untilMs: number; label: string }
const BARS_MAX = 72
const HEIGHT = 40

/** Calls along time: what passed below, what was refused above it. */
export function CallStrip({ calls, untilMs, label }: Props) {
  const bars = Math.max(1, Math.min(BARS_MAX, calls.length))
  const sums = Array.from({ length: bars }, () => ({ passed: 0, refused: 0 }))
  for (const { atMs, hasPassed } of calls)
    sums[Math.min(bars - 1, Math.floor((atMs / untilMs) * bars))]![hasPassed ? 'passed' : 'refused'] += 1
  const highest = Math.max(1, ...sums.map(({ passed, refused }) => passed + refused))
  return (
    <figure className="min-w-0">
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${bars * 4} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-12 w-full"
      >
        {sums.map(({ passed, refused }, index) => {
          const low = (passed / highest) * HEIGHT
          const high = (refused / highest) * HEIGHT
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            <g key={index}>
              <rect x={index * 4} y={HEIGHT - low} width={3} height={low} className="fill-chart-2xx" />
              <rect
                x={index * 4}
                y={HEIGHT - low - high}
                width={3}
                height={high}
                className="fill-chart-4xx"
              />
              <title>{`${passed} passed, ${refused} refused`}</title>
            </g>
          )
        })}
      </svg>
      <figcaption className="mt-1 flex justify-between text-meta text-muted tabular-nums">
        <span>0</span>
        <span>{axis(untilMs / 2)}</span>
        <span>{axis(untilMs)}</span>
      </figcaption>
      <p aria-hidden className="mt-2 flex gap-4 text-meta text-muted">
        <Key className="bg-chart-2xx">Passed</Key>
        <Key className="bg-chart-4xx">429</Key>
      </p>
    </figure>
  )
}

const axis = (ms: number): string => (ms >= 1000 && ms < 60_000 ? `${ms / 1000} s` : duration(ms))

function Key({ className, children }: { className: string; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span className={`size-2 rounded-tag ${className}`} />
      {children}
    </span>
  )
}
