import { Braces } from 'lucide-react'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { listApis } from '#lib/api/queries.ts'
import type { Actor, Membership } from '#lib/core/context.ts'

type Props = { actor: Actor; organization: Membership; base: string }

/** For an organization that has no API yet: where to begin. */
export async function FirstSteps({ actor, organization, base }: Props) {
  const { data } = await listApis(actor, { organizationId: organization.organizationId, limit: 1 })
  if (data.length > 0) return null
  return (
    <EmptyState
      className="mb-8"
      icon={<Braces />}
      title="Publish your first API"
      action={
        <LinkButton href={`${base}/apis/new`} variant="primary">
          Import an API
        </LinkButton>
      }
    >
      Import an OpenAPI document, offer it as a product with a plan, and developers can subscribe and call it
      through the gateway.
    </EmptyState>
  )
}
