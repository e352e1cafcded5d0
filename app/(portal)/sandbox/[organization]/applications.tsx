import { EmptyState } from '#components/patterns/empty-state.tsx'
import { Section } from '#components/patterns/section.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Snippet } from '#components/ui/snippet.tsx'
import { listApplications } from '#lib/application/queries.ts'
import type { Actor } from '#lib/core/context.ts'
import { findExampleCall } from '#lib/subscription/example-call.ts'
import { SandboxKeys } from './keys.tsx'
import { SandboxSubscriptions } from './subscriptions.tsx'

type Props = { actor: Actor; organizationId: string }

/** Each application with its subscriptions, its keys, and the call that shows what came of a test. */
export async function SandboxApplications({ actor, organizationId }: Props) {
  const { data } = await listApplications(actor, { organizationId, limit: 20 })
  if (data.length === 0)
    return (
      <Section title="Applications">
        <EmptyState
          title="No application yet"
          action={
            <LinkButton href="/applications/new" variant="primary">
              Register an application
            </LinkButton>
          }
        >
          Register one in this sandbox and subscribe it to a plan: then there is something to test.
        </EmptyState>
      </Section>
    )
  return (
    <>
      {data.map(({ id, name }) => (
        <SandboxApplication key={id} actor={actor} id={id} name={name} />
      ))}
    </>
  )
}

async function SandboxApplication({ actor, id, name }: { actor: Actor; id: string; name: string }) {
  const curl = await findExampleCall(actor, id)
  return (
    <Section title={name} actions={<LinkButton href={`/applications/${id}`}>Open application</LinkButton>}>
      <div className="flex flex-col gap-3">
        <SandboxSubscriptions actor={actor} applicationId={id} />
        <SandboxKeys actor={actor} applicationId={id} />
        {curl && <Snippet code={curl} />}
      </div>
    </Section>
  )
}
