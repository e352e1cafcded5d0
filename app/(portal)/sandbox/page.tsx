import { FlaskConical } from 'lucide-react'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { TestClock } from '#components/sandbox/test-clock.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { requireActor } from '#lib/auth/session.ts'
import { listSandboxes } from '#lib/sandbox/queries.ts'

export const metadata = { title: 'Sandbox' }

/** The reader's sandboxes; with one, it is opened at once. */
export default async function SandboxesPage() {
  const sandboxes = await listSandboxes(await requireActor('/sandbox'))
  if (sandboxes.length === 1) redirect(`/sandbox/${sandboxes[0]!.slug}`)
  return (
    <>
      <PageHeader
        title="Sandboxes"
        description="Organizations with a clock of their own: a month passes as fast as you turn it, and no money moves."
        actions={<LinkButton href="/console/new?sandbox=1">New sandbox</LinkButton>}
      />
      {sandboxes.length === 0 ? (
        <EmptyState
          icon={<FlaskConical />}
          title="No sandbox yet"
          action={
            <LinkButton href="/console/new?sandbox=1" variant="primary">
              Create a sandbox
            </LinkButton>
          }
        >
          In a sandbox you see your application meet an empty quota, an expired key, a declined card and the
          end of a period, at the real gateways, before your customers do.
        </EmptyState>
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2">
          {sandboxes.map(({ organizationId, slug, name, clockOffsetMs }) => (
            <li key={organizationId}>
              <Card className="p-4">
                <Link href={`/sandbox/${slug}`} className="font-medium hover:underline">
                  {name}
                </Link>
                <p className="mt-0.5 text-table text-muted tabular-nums">
                  Its clock reads <TestClock offsetMs={clockOffsetMs} look="minute" />
                </p>
              </Card>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
