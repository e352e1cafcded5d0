import { DecisionView } from '#components/decision/decision-view.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireActor } from '#lib/auth/session.ts'
import { getDecision } from '#lib/decision/queries.ts'
import { wayOutOf } from './way-out.ts'

type Props = { params: Promise<{ decision: string }> }

export const metadata = { title: 'Decision' }

/** Where a `decisionId` leads: what a gateway did with one request, and why. */
export default async function DecisionPage({ params }: Props) {
  const { decision: id } = await params
  const actor = await requireActor(`/decisions/${id}`)
  const decision = await orNotFound(getDecision(actor, id))
  const application = decision.application
  return (
    <div className="mx-auto max-w-200">
      <PageHeader
        title={decision.title ?? 'Request passed'}
        breadcrumb={[
          { label: 'My applications', href: '/applications' },
          ...(application ? [{ label: application.name, href: `/applications/${application.id}` }] : []),
          { label: 'Decision' },
        ]}
        description={
          <span className="flex items-center gap-1">
            <code className="truncate font-mono text-table">{id}</code>
            <CopyButton text={id} label="Copy decision id" />
          </span>
        }
      />
      <DecisionView decision={decision} wayOut={await wayOutOf(actor, decision)} />
    </div>
  )
}
