import type { Call } from './simulate-caller.ts'
import { span } from './span.ts'

type Props = { calls: Call[]; untilMs: number; label: string }
const BARS_MAX = 72
const HEIGHT = 40
// As status classes are drawn everywhere.
const COLORS = { passed: 'var(--chart-2xx)', refused: 'var(--chart-4xx)' }

/** Calls along time: in each bar, the share that passed below and the share that was refused above. */
export function CallStrip({ calls, untilMs, label }: Props) {
  const bars = Math.max(1, Math.min(BARS_MAX, calls.length))
  const sums = Array.from({ length: bars }, () => ({ passed: 0, refused: 0 }))
  for (const { atMs, hasPassed } of calls)
    sums[Math.min(bars - 1, Math.floor((atMs / untilMs) * bars))]![hasPassed ? 'passed' : 'refused'] += 1
  return (
    <figure className="min-w-0">
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${bars * 4 - 1} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-12 w-full"
      >
        {sums.map(({ passed, refused }, index) => {
          const high = refused === 0 ? 0 : (refused / (passed + refused)) * HEIGHT
          const low = passed === 0 ? 0 : HEIGHT - high
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            <g key={index}>
              <rect x={index * 4} y={HEIGHT - low} width={3} height={low} fill={COLORS.passed} />
              <rect x={index * 4} y={0} width={3} height={high} fill={COLORS.refused} />
              <title>{`${passed} passed, ${refused} refused`}</title>
            </g>
          )
        })}
      </svg>
      <figcaption className="mt-1 flex justify-between text-meta text-muted tabular-nums">
        <span>0</span>
        <span>{span(untilMs / 2000)}</span>
        <span>{span(untilMs / 1000)}</span>
      </figcaption>
      <p aria-hidden className="mt-2 flex gap-4 text-meta text-muted">
        <Key color={COLORS.passed}>Passed</Key>
        <Key color={COLORS.refused}>429</Key>
      </p>
    </figure>
  )
}

function Key({ color, children }: { color: string; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span className="size-2 rounded-tag" style={{ background: color }} />
      {children}
    </span>
  )
}
