import { proofText } from '../config/proof-text.ts'
import { describeLimits } from '../limit/limiter.ts'
import { describeCompiled, metersOf } from '../meter/plan-meters.ts'
import { refusalOfStatus } from './access.ts'
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
      if (known === undefined) return 'subscription_missing'
      return refusalOfStatus[known.spec.status] ?? 'passed'
    }
    case 'route':
      return context.configuration.findBySlug(question.slug)?.spec.id === question.id
        ? 'passed'
        : 'route_not_found'
    case 'plan':
      return provePlan(context, question.id, question.slots)
  }
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
