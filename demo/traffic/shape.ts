// Requests of a business day by hour, as a share of its peak: quiet nights, a morning rise, lunch, an afternoon peak.
const HOURS = [8, 6, 5, 5, 6, 10, 22, 45, 72, 90, 96, 88, 70, 82, 97, 100, 94, 80, 62, 48, 38, 28, 18, 12]

/** How busy it is at a part (0 to 1) of the day, from 0 to 1. The run goes through one whole day, however long it is. */
export function dayShape(part: number): number {
  const hour = Math.min(Math.max(part, 0), 0.999_999) * HOURS.length
  const index = Math.floor(hour)
  const from = HOURS[index]!
  const to = HOURS[(index + 1) % HOURS.length]!
  return (from + (to - from) * (hour - index)) / 100
}
