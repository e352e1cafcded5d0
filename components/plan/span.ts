const UNITS = [
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const

/** A length of time to a whole unit where it has one: "44 s", "2 min", "1 min 30 s", "16.7 ms". */
export function span(seconds: number): string {
  if (seconds < 1) return `${Number((seconds * 1000).toPrecision(3))} ms`
  if (!Number.isInteger(seconds) && seconds < 60) return `${Number(seconds.toPrecision(3))} s`
  let rest = Math.round(seconds)
  const parts: string[] = []
  for (const [unit, size] of UNITS) {
    const units = Math.floor(rest / size)
    rest -= units * size
    if (units > 0) parts.push(`${units} ${unit}`)
  }
  return parts.slice(0, 2).join(' ')
}
