import { describeBudget, describeClock, proofText } from '../config/proof-text.ts'
import { describeLimits } from '../limit/limiter.ts'
import { describeCompiled, metersOf } from '../meter/plan-meters.ts'
import { refusalOfStatus } from './access.ts'
import type { PlacedSubscription } from './configuration.ts'
import type { WorkerContext } from './context.ts'
import type { ProofQuestion } from './protocol.ts'

/**
 * Tries a changed resource on the very authenticator, router, subscriptions and limiter that requests use, and says
 * what they answered: `passed`, a refusal code, or the limits in force.
 */
export function prove(context: WorkerContext, question: ProofQuestion): string {
  switch (question.kind) {
    case 'credential': {
      const answer = context.authenticator.authenticateDigest(Buffer.from(question.digest, 'hex'), Date.now())
      if (typeof answer === 'string') return answer
      return answer.id === question.id ? 'passed' : 'credential_unknown'
    }
    case 'subscription': {
      const known = context.configuration.subscriptions.get(question.id)
      return known === undefined ? 'subscription_missing' : proveSubscription(context, known)
    }
    case 'route':
      return context.configuration.findBySlug(question.slug)?.spec.id === question.id
        ? 'passed'
        : 'route_not_found'
    case 'plan':
      return provePlan(context, question.id, question.slots)
  }
}

/** The budget is told by the slots that are debited, not by what was sent. */
function proveSubscription({ budgets }: WorkerContext, { spec, charges }: PlacedSubscription): string {
  const state = refusalOfStatus[spec.status] ?? 'passed'
  const clock = describeClock(spec.clockOffsetMs ?? 0)
  if (charges === null) return proofText(state, clock)
  const names = []
  let period = null
  for (const placed of charges) {
    const found = budgets.periodOf(placed)
    const isSame = period === null || found?.startsAt === period.startsAt
    if (found === null || !isSame) return proofText(state, `${placed.charge} is not limited`)
    period = found
    names.push(placed.charge)
  }
  return proofText(state, describeBudget(names, period!), clock)
}

function provePlan(context: WorkerContext, id: string, slots: number[]): string {
  const plan = context.configuration.plans.get(id)
  if (plan === undefined) return 'subscription_missing'
  const expected = describeLimits(plan.rateLimit, plan.rateLimit?.burst ?? null, plan.quota?.requests ?? null)
  // The slots are what the limiter reads: if one differs, that is what holds.
  const meters = describeCompiled(metersOf(plan))
  for (const slot of slots) {
    const enforced = context.limiter.describe(slot)
    if (enforced !== expected) return proofText(enforced, meters)
  }
  return proofText(expected, meters)
}
