import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import type { SandboxItem, SandboxListItem } from './schema.ts'

export { listAhead } from './list-ahead.ts'
export { listSandboxMails } from './list-sandbox-mails.ts'

/** Whether one of the actor's organizations is a sandbox, and what its clock shows. */
export async function getSandbox(actor: Actor, organizationId: string): Promise<SandboxItem> {
  authorize(actor, 'organization:read', organizationId)
  const organization =
    (await db.organization.findUnique({
      where: { id: organizationId },
      select: { isSandbox: true, clockOffsetMs: true },
    })) ?? notFound('organization', organizationId)
  const { isSandbox, clockOffsetMs } = organization
  return {
    organizationId,
    isSandbox,
    now: subscriptionNow(organization),
    clockOffsetMs: Number(clockOffsetMs),
  }
}

/** The actor's organizations that are sandboxes, by name, with what each one's clock shows. */
export async function listSandboxes(actor: Actor): Promise<SandboxListItem[]> {
  requireSignedIn(actor)
  const rows = await db.organization.findMany({
    where: { isSandbox: true, id: organizationIdsOf(actor) },
    select: { id: true, slug: true, name: true, clockOffsetMs: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, slug, name, clockOffsetMs }) => ({
    organizationId: id,
    slug,
    name,
    now: subscriptionNow({ clockOffsetMs }),
    clockOffsetMs: Number(clockOffsetMs),
  }))
}
