const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const steps = [
  minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  30 * minuteMs,
  hourMs,
  3 * hourMs,
  6 * hourMs,
  12 * hourMs,
  dayMs,
  2 * dayMs,
  7 * dayMs,
  14 * dayMs,
  30 * dayMs,
]

/** Round moments (UTC) between two, at most `countMax` of them. */
export function timeTicks(from: number, to: number, countMax = 7): number[] {
  const step = steps.find((candidate) => (to - from) / candidate <= countMax) ?? 90 * dayMs
  const first = Math.ceil(from / step) * step
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, index) => first + index * step)
}

/** Round values from 0 to at least `max`, in three to five steps. */
export function valueTicks(max: number): number[] {
  if (!(max > 0)) return [0, 1]
  const magnitude = 10 ** Math.floor(Math.log10(max / 3))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * magnitude).find((size) => max / size <= 4)
  const size = step ?? 10 * magnitude
  const count = Math.ceil(max / size - 1e-9)
  return Array.from({ length: count + 1 }, (_, index) => Number((index * size).toPrecision(12)))
}
