import {
  billingPeriodOf,
  type MessageOf,
  type Plan,
  type ProofCheck,
  type Resource,
  type ResourceRef,
  type Subscription,
} from '#gateway-sync/contract/index.ts'
import type { WorkerAnswer } from '../control/worker-fleet.ts'
import { describeLimits } from '../limit/limiter.ts'
import type { SlotWriter } from '../limit/slot-writer.ts'
import { describeMeters } from '../meter/plan-meters.ts'
import { refusalOfStatus } from '../worker/access.ts'
import type { ProofQuestion } from '../worker/protocol.ts'
import { describeBudget, describeClock, proofText } from './proof-text.ts'

export const PROOF_CHECKS_MAX = 200
/** Subscriptions of a changed plan whose limits are looked at. */
const SLOTS_MAX = 500

/** What to try after a change, and what must come of it. */
export interface ProofPlan {
  questions: ProofQuestion[]
  expected: string[]
  /** All that could have been tried, listed or not. */
  total: number
}

/** What was removed, with what is needed to look for it once more. */
export type Removed =
  | { kind: 'credential'; id: string; digest: string }
  | { kind: 'route'; id: string; slug: string }
  | { kind: 'subscription' | 'plan'; id: string }

/**
 * Works out what to prove for changed resources. `expected` follows from what sync said, by the rules of the
 * contract, not from what the gateway holds. Removals and revocations come first: they are what must not be missed.
 */
export function planProof(
  put: readonly Resource[],
  removed: readonly Removed[],
  slots: SlotWriter,
  subscribersOf: (planId: string) => string[],
  at: number,
): ProofPlan {
  const plan: ProofPlan = { questions: [], expected: [], total: 0 }
  const add = (question: ProofQuestion, expected: string): void => {
    plan.total++
    if (plan.questions.length >= PROOF_CHECKS_MAX) return
    plan.questions.push(question)
    plan.expected.push(expected)
  }
  const isUrgent = (resource: Resource): boolean =>
    resource.kind === 'credential' && resource.spec.status === 'revoked'
  for (const each of removed) addRemoved(add, each)
  for (const resource of put) if (isUrgent(resource)) addPut(add, resource, at)
  for (const resource of put) {
    if (resource.kind === 'plan') addPlan(add, resource.spec, slots, subscribersOf(resource.spec.id))
    else if (!isUrgent(resource)) addPut(add, resource, at)
  }
  return plan
}

type Add = (question: ProofQuestion, expected: string) => void

function addRemoved(add: Add, removed: Removed): void {
  if (removed.kind === 'credential') add(removed, 'credential_unknown')
  else if (removed.kind === 'route') add(removed, 'route_not_found')
  else if (removed.kind === 'plan') add({ kind: 'plan', id: removed.id, slots: [] }, 'subscription_missing')
  else add({ kind: 'subscription', id: removed.id }, 'subscription_missing')
}

function addPut(add: Add, resource: Resource, at: number): void {
  const { kind, spec } = resource
  if (kind === 'route') add({ kind, id: spec.id, slug: spec.slug }, 'passed')
  else if (kind === 'subscription') add({ kind, id: spec.id }, expectedOf(spec, at))
  else if (kind === 'credential') {
    const isExpired = spec.expiresAt !== null && spec.expiresAt <= at
    const expected =
      spec.status === 'revoked' ? 'credential_revoked' : isExpired ? 'credential_expired' : 'passed'
    add({ kind, id: spec.id, digest: spec.digest }, expected)
  }
}

/** What a subscription must answer: its status, the budget of its present period, and its clock. */
function expectedOf({ status, budget, clockOffsetMs = 0 }: Subscription, at: number): string {
  const period = budget && billingPeriodOf(budget.anchorAt, budget.interval, at + clockOffsetMs)
  return proofText(
    refusalOfStatus[status] ?? 'passed',
    budget ? describeBudget(budget.charges, period!) : '',
    describeClock(clockOffsetMs),
  )
}

function addPlan(add: Add, plan: Plan, slots: SlotWriter, subscribers: string[]): void {
  const known = subscribers.slice(0, SLOTS_MAX).map((id) => slots.find(id))
  const { rateLimit, quota } = plan
  add(
    { kind: 'plan', id: plan.id, slots: known.filter((slot) => slot !== undefined) },
    proofText(
      describeLimits(rateLimit, rateLimit?.burst ?? null, quota?.requests ?? null),
      describeMeters(plan.meters ?? []),
    ),
  )
}

/** Gathers what the workers observed into the receipt's checks; workers that disagree are listed apart. */
export function checksOf(
  plan: ProofPlan,
  answers: readonly WorkerAnswer<{ observed: string[] }>[],
): { proof: ProofCheck[]; checked: number; failed: ProofCheck[] } {
  const proof: MessageOf<'receipt'>['proof'] = []
  plan.questions.forEach((question, at) => {
    const counts = new Map<string, number>()
    for (const { answer } of answers) {
      const observed = answer.observed[at]!
      counts.set(observed, (counts.get(observed) ?? 0) + 1)
    }
    const resource: ResourceRef = { kind: question.kind, id: question.id }
    for (const [observed, workers] of counts) {
      if (proof.length < PROOF_CHECKS_MAX)
        proof.push({ resource, observed, expected: plan.expected[at]!, workers })
    }
  })
  return { proof, checked: plan.total, failed: proof.filter((check) => check.observed !== check.expected) }
}
