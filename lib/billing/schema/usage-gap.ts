import { z } from 'zod'

/**
 * Usage of a stretch of time that a gateway has not handed over. `silent`: the gateway is away, and may have served
 * without us. `owes`: it is there and still sends. `gap`: what it says it journaled is not all here, and it has nothing
 * more to send.
 */
export const UsageGap = z.object({
  gatewayId: z.string(),
  name: z.string(),
  kind: z.enum(['silent', 'owes', 'gap']),
  /** From when on something is missing, ISO 8601. */
  since: z.string(),
  /** Journal bytes that it owes, or that a hole has. */
  bytes: z.number().optional(),
  /** The life of the process whose journal it is. */
  boot: z.string().optional(),
  /** Requests that were journaled and never came. */
  records: z.number().optional(),
  /** The hole: bytes `[from, to)` of one segment of one worker. */
  worker: z.number().optional(),
  segment: z.number().optional(),
  from: z.number().optional(),
  to: z.number().optional(),
})
export type UsageGap = z.infer<typeof UsageGap>
