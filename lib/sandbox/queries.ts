import { authorize } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import type { SandboxItem } from './schema.ts'

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
