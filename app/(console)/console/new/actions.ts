'use server'
import { runAction } from '#lib/auth/action.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import { createOrganization } from '#lib/organization/create-organization.ts'
import type { CreateOrganization } from '#lib/organization/schema.ts'

export async function createOrganizationAction(
  input: CreateOrganization,
): Promise<ActionResult<{ id: string; slug: string }>> {
  return runAction((actor) => createOrganization(actor, input))
}
