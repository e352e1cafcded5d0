import { z } from 'zod'
import { dayHourOf } from './spending.ts'

const DAY_MS = 86_400_000

const SpentHour = z.strictObject({ spender: z.string(), hour: z.int(), units: z.int() })
/** As it was written before there were budgets: by subscription and UTC day. */
const SpentDay = z
  .strictObject({ subscriptionId: z.string(), day: z.int(), requests: z.int() })
  .transform(({ subscriptionId, day, requests }) => ({
    spender: subscriptionId,
    hour: dayHourOf(day * DAY_MS),
    units: requests,
  }))

/** What is kept on disk of quotas, budgets and rate limits, with the journal positions that it reaches to. */
export const StoredSpending = z.strictObject({
  /** Per `boot/worker`: up to where the journal is in the sums. */
  positions: z.record(z.string(), z.strictObject({ segment: z.int(), size: z.int() })),
  spent: z.array(z.union([SpentHour, SpentDay])),
  /** What rate limits had counted when the positions were taken. */
  rates: z.record(z.string(), z.array(z.tuple([z.number(), z.number(), z.int()]))),
})
