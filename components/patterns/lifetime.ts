import { z } from 'zod'

/** Lifetimes offered for secrets, in days; `never` for one that does not expire. */
export const Lifetime = z.enum(['never', '30', '90', '365'])
export type Lifetime = z.infer<typeof Lifetime>

export const LIFETIMES: { value: Lifetime; label: string }[] = [
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'never', label: 'Never' },
]

/** ISO moment so many days from now, or null for never. */
export const expiryIn = (lifetime: Lifetime): string | null =>
  lifetime === 'never' ? null : new Date(Date.now() + Number(lifetime) * 86_400_000).toISOString()
