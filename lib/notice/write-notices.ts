import { findCandidates } from './candidates.ts'
import { tellQuotas } from './tell-quotas.ts'
import { tellCaps, tellCredits } from './tell-spending.ts'
import { tellTrials } from './tell-trials.ts'

/**
 * Writes the notices that are due at the real time `now`: 80 % and 100 % of quotas, spend caps and credits, and trials that
 * end soon. Each is a row and a mail, once a period.
 */
export async function writeNotices(now: Date, signal?: AbortSignal): Promise<'more' | 'done'> {
  const candidates = await findCandidates(now)
  await tellQuotas(candidates, now, signal)
  await tellCaps(candidates, now, signal)
  await tellCredits(candidates, signal)
  await tellTrials(now, signal)
  return 'done'
}
