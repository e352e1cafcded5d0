import { z } from 'zod'

export const HealthPart = z.object({
  name: z.enum(['web', 'database', 'sync', 'gateway']),
  isUp: z.boolean(),
  /** What is wrong; null while it is up. */
  detail: z.string().nullable(),
})
export type HealthPart = z.infer<typeof HealthPart>

export const Health = z.object({ isUp: z.boolean(), parts: z.array(HealthPart) })
export type Health = z.infer<typeof Health>
