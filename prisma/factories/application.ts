import { createApplication } from '#lib/application/create-application.ts'
import { createCredential } from '#lib/credential/create-credential.ts'
import { createSubscription } from '#lib/subscription/create-subscription.ts'
import type { MadeOrganization } from './organization.ts'
import { uniqueName } from './unique.ts'

/** An application of the organization. */
export async function makeApplication(organization: MadeOrganization, name = uniqueName('Application')) {
  const { id } = await createApplication(organization.owner, { name, organizationId: organization.id })
  return { id, name }
}

/** A subscription of one of the organization's applications, in its own name. */
export const makeSubscription = (organization: MadeOrganization, applicationId: string, planId: string) =>
  createSubscription(organization.owner, { applicationId, planId })

/** A key of one of the organization's applications, with its secret. */
export async function makeCredential(
  organization: MadeOrganization,
  applicationId: string,
  input: { name?: string; expiresAt?: string } = {},
) {
  const name = input.name ?? uniqueName('Key')
  return { name, ...(await createCredential(organization.owner, { applicationId, ...input, name })) }
}
