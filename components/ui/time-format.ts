const units: [unit: string, ms: number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
]

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "12 s ago", "4 min ago", "in 3 h", "2 d ago"; beyond 30 days the date. Under ten seconds: "just now". */
export function relativeTime(date: Date, nowMs: number): string {
  const distance = nowMs - date.getTime()
  const size = Math.abs(distance)
  if (size < 10_000) return 'just now'
  if (size > 30 * 86_400_000) return exactTime(date, 'date')
  const [unit, ms] = units.find(([, unitMs]) => size >= unitMs) ?? ['s', 1000]
  const text = `${Math.floor(size / ms)} ${unit}`
  return distance > 0 ? `${text} ago` : `in ${text}`
}

/** In UTC: the date, the clock, or both; `full` with milliseconds. */
export function exactTime(date: Date, look: 'date' | 'clock' | 'exact' | 'full'): string {
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
  const clock = date.toISOString().slice(11, look === 'full' ? 23 : 19)
  if (look === 'date') return day
  return look === 'clock' ? `${clock} UTC` : `${day}, ${clock} UTC`
}

/** "84 ms", "1.2 s", "4 min". */
export function duration(ms: number): string {
  if (ms === 0) return '0 ms'
  if (ms < 1) return '<1 ms'
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min`
  return ms < 172_800_000 ? `${Math.floor(ms / 3_600_000)} h` : `${Math.floor(ms / 86_400_000)} d`
}
