import type { ActionError, ActionResult } from '#lib/core/action-result.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'
import type { SubscriptionPreview } from '#lib/subscription/schema.ts'

export type Subscribed = {
  applicationId: string
  status: string
  curl: string | null
  /** The first key, when the application had none. */
  secret: string | null
  /** ISO moment: calls from here on are the ones waited for. */
  startedAt: string
  /** Where the subscription holds. */
  receipt: RevisionStatus
  /** What was agreed to; null for a free plan. */
  preview: SubscriptionPreview | null
}

export type SubscribeActions = {
  createApplication: (input: {
    name: string
    organizationId?: string
  }) => Promise<ActionResult<{ id: string }>>
  subscribe: (
    applicationId: string,
    planId: string,
    expectedTerms?: string,
  ) => Promise<ActionResult<Pick<Subscribed, 'status' | 'curl' | 'receipt'>>>
  createCredential: (
    applicationId: string,
    input: { name: string; expiresAt: string | null },
  ) => Promise<ActionResult<{ secret: string }>>
  /** Stripe's page for a payment method, which leads back to the form. */
  openCheckout: (applicationId: string, planId: string) => Promise<ActionResult<{ url: string }>>
}

export type SubscribeChoice = {
  planId: string
  /** An existing application, or the one a failed attempt has registered already. */
  applicationId: string | null
  hasKey: boolean
  newApplication: { name: string; organizationId?: string }
  /** What the person has seen of the costs; null for a free plan. */
  preview: SubscriptionPreview | null
  /** A payment method is to be entered first. */
  leadsToCheckout: boolean
}

type Outcome =
  | { done: Subscribed }
  | { error: ActionError; applicationId: string | null }
  | { leaveTo: string; applicationId: string }

/**
 * Registers the application where it is new, and then subscribes it and makes its first key, or leads to Stripe's page for a
 * payment method before anything is subscribed. Each step is a verb of its own; an attempt that failed half-way answers with
 * the application it has registered, so that the next one goes on from there.
 */
export async function runSubscribe(actions: SubscribeActions, choice: SubscribeChoice): Promise<Outcome> {
  let { applicationId } = choice
  const { preview, planId } = choice
  if (!applicationId) {
    const created = await actions.createApplication(choice.newApplication)
    if (!created.ok) return { error: created.error, applicationId: null }
    applicationId = created.data.id
  }
  if (choice.leadsToCheckout) {
    const page = await actions.openCheckout(applicationId, planId)
    return page.ok ? { leaveTo: page.data.url, applicationId } : { error: page.error, applicationId }
  }
  const subscribed = await actions.subscribe(applicationId, planId, preview?.expectedTerms)
  if (!subscribed.ok) return { error: subscribed.error, applicationId }
  const startedAt = new Date().toISOString()
  const done = { applicationId, ...subscribed.data, secret: null, startedAt, preview }
  if (choice.hasKey || done.status !== 'active') return { done }
  const credential = await actions.createCredential(applicationId, { name: 'First key', expiresAt: null })
  if (!credential.ok) return { error: credential.error, applicationId }
  return { done: { ...done, secret: credential.data.secret } }
}
