import type { ActionError, ActionResult } from '#lib/core/action-result.ts'

export type Subscribed = {
  applicationId: string
  status: string
  curl: string | null
  /** The first key, when the application had none. */
  secret: string | null
  /** ISO moment: calls from here on are the ones waited for. */
  startedAt: string
}

export type SubscribeActions = {
  createApplication: (input: {
    name: string
    organizationId?: string
  }) => Promise<ActionResult<{ id: string }>>
  subscribe: (
    applicationId: string,
    planId: string,
  ) => Promise<ActionResult<{ status: string; curl: string | null }>>
  createCredential: (
    applicationId: string,
    input: { name: string; expiresAt: string | null },
  ) => Promise<ActionResult<{ secret: string }>>
}

export type SubscribeChoice = {
  planId: string
  /** An existing application, or the one a failed attempt has registered already. */
  applicationId: string | null
  hasKey: boolean
  newApplication: { name: string; organizationId?: string }
}

type Outcome = { done: Subscribed } | { error: ActionError; applicationId: string | null }

/**
 * Registers the application where it is new, subscribes it, and makes its first key. Each step is a verb of its own; an attempt that
 * failed half-way answers with the application it has registered, so that the next one goes on from there.
 */
export async function runSubscribe(actions: SubscribeActions, choice: SubscribeChoice): Promise<Outcome> {
  let { applicationId } = choice
  if (!applicationId) {
    const created = await actions.createApplication(choice.newApplication)
    if (!created.ok) return { error: created.error, applicationId: null }
    applicationId = created.data.id
  }
  const subscribed = await actions.subscribe(applicationId, choice.planId)
  if (!subscribed.ok) return { error: subscribed.error, applicationId }
  const { status, curl } = subscribed.data
  const startedAt = new Date().toISOString()
  if (choice.hasKey || status !== 'active')
    return { done: { applicationId, status, curl, secret: null, startedAt } }
  const credential = await actions.createCredential(applicationId, { name: 'First key', expiresAt: null })
  if (!credential.ok) return { error: credential.error, applicationId }
  return { done: { applicationId, status, curl, secret: credential.data.secret, startedAt } }
}
