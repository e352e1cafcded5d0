import { digestKey } from '#gateway-sync/contract/key.ts'
import { createApplication } from '#lib/application/create-application.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { createCredential } from '#lib/credential/create-credential.ts'
import { revokeCredential } from '#lib/credential/revoke-credential.ts'
import { grantCredits } from '#lib/credit/grant-credits.ts'
import { approveSubscription } from '#lib/subscription/approve-subscription.ts'
import { createSubscription } from '#lib/subscription/create-subscription.ts'
import { setSpendCap } from '#lib/subscription/set-spend-cap.ts'

type Consumer = { id: string; owner: Actor }

export async function ensureApplication(
  { id: organizationId, owner }: Consumer,
  name: string,
  description: string,
): Promise<string> {
  const known = await db.application.findFirst({ where: { organizationId, name }, select: { id: true } })
  return known?.id ?? (await createApplication(owner, { name, description, organizationId })).id
}

/**
 * Subscribes the application to a plan unless it ever did: what became of that subscription is not undone. A provider
 * that is given approves it when it waits. Answers its id.
 */
export async function ensureSubscription(
  { owner }: Consumer,
  input: { applicationId: string; planId: string | undefined; approvedBy?: Actor },
): Promise<string> {
  const { applicationId, approvedBy } = input
  const planId = input.planId!
  const known = await db.subscription.findFirst({
    where: { applicationId, planId },
    select: { id: true, status: true },
  })
  const { id, status } = known ?? (await createSubscription(owner, { applicationId, planId }))
  if (status === 'pending' && approvedBy) await approveSubscription(approvedBy, { id })
  return id
}

/** The cap that a consumer set on a month's usage, unless it ever set one. */
export async function ensureSpendCap({ owner }: Consumer, id: string, amount: number): Promise<void> {
  const known = await db.auditEntry.count({ where: { objectId: id, event: 'subscription.spend_cap_set' } })
  if (known === 0) await setSpendCap(owner, { id, amount })
}

/** Credits that the provider gave at the start, unless it ever gave any. */
export async function ensureCredits(provider: Actor, subscriptionId: string, amount: number): Promise<void> {
  const known = await db.creditGrant.count({ where: { subscriptionId } })
  if (known === 0) await grantCredits(provider, { subscriptionId, amount, note: 'Welcome' })
}

/**
 * A key of this name whose secret is known: the one kept from an earlier run, as long as it opens something, else a new
 * one. Keys of that name whose secret was lost with a run that broke off are revoked.
 */
export async function ensureKey(
  { owner }: Consumer,
  input: { applicationId: string; name: string; kept: string[] },
): Promise<string> {
  const { applicationId, name, kept } = input
  const live = await db.credential.findMany({
    where: { applicationId, name, revokedAt: null },
    select: { id: true, digest: true },
  })
  const secret = kept.find((key) => live.some(({ digest }) => digest === digestKey(key)))
  if (secret) return secret
  for (const { id } of live) await revokeCredential(owner, { id })
  return (await createCredential(owner, { applicationId, name })).secret
}

/** A key that was given out once and is revoked, so that its refusals can be seen. */
export async function ensureRevokedKey(
  { owner }: Consumer,
  applicationId: string,
  name: string,
): Promise<void> {
  const where = { applicationId, name }
  const known = await db.credential.findFirst({ where, select: { id: true, revokedAt: true } })
  const { id } = known ?? (await createCredential(owner, where))
  if (!known?.revokedAt) await revokeCredential(owner, { id })
}
