'use server'
import { runAction } from '#lib/auth/action.ts'
import { createOrganization } from '#lib/organization/create-organization.ts'
import type { CreateOrganization } from '#lib/organization/schema.ts'

export const createOrganizationAction = async (input: CreateOrganization) =>
  runAction((actor) => createOrganization(actor, input))
