import { apiKnownTo, credentialKnownTo, planKnownTo, subscriptionKnownTo } from '#lib/application/queries.ts'
import { organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { Proof } from './schema.ts'

type Ref = Proof['resource']
const keyOf = (ref: Ref): string => `${ref.kind}/${ref.id}`

/** Ids of objects of one kind that the actor may know of. */
async function knownOf(actor: Actor, kind: string, ids: string[]): Promise<string[]> {
  const id = { in: ids }
  const select = { id: true }
  const rows =
    kind === 'route'
      ? await db.api.findMany({ where: { id, ...apiKnownTo(actor) }, select })
      : kind === 'plan'
        ? await db.plan.findMany({ where: { id, ...planKnownTo(actor) }, select })
        : kind === 'subscription'
          ? await db.subscription.findMany({ where: { id, ...subscriptionKnownTo(actor) }, select })
          : await db.credential.findMany({ where: { id, ...credentialKnownTo(actor) }, select })
  return rows.map((row) => row.id)
}

/** What a change of the actor's own organizations touched: known to it even when it is gone now. */
async function touchedBy(actor: Actor, environmentId: string, revision: number): Promise<Set<string>> {
  const change = await db.configChange.findFirst({
    where: { environmentId, revision, auditEntry: { organizationId: organizationIdsOf(actor) } },
    select: { touched: true },
  })
  return new Set(((change?.touched ?? []) as Ref[]).map((ref) => ref.id))
}

/**
 * The receipts' proofs by receipt id. Gateways prove everybody's changes together, so all but operators get those of
 * their own objects only.
 */
export async function loadProofs(
  actor: Actor,
  environmentId: string,
  revision: number,
  receiptIds: string[],
): Promise<Map<string, Proof[]>> {
  const receipts = await db.receipt.findMany({
    where: { id: { in: receiptIds } },
    select: { id: true, proof: true },
  })
  const proofs = receipts.map(({ id, proof }) => [id, Proof.array().parse(proof)] as const)
  if (actor.isOperator) return new Map(proofs)
  const touched = await touchedBy(actor, environmentId, revision)
  const refs = proofs.flatMap(([, checks]) => checks.map((check) => check.resource))
  const known = new Set<string>()
  for (const kind of new Set(refs.map((ref) => ref.kind))) {
    const ids = [...new Set(refs.filter((ref) => ref.kind === kind).map((ref) => ref.id))]
    for (const id of await knownOf(actor, kind, ids)) known.add(`${kind}/${id}`)
  }
  const isKnown = (ref: Ref) => touched.has(ref.id) || known.has(keyOf(ref))
  return new Map(proofs.map(([id, checks]) => [id, checks.filter((check) => isKnown(check.resource))]))
}
