import { revisionStatusAction } from '#app/actions/revision.ts'
import { ReceiptTable } from '#components/change/receipt-table.tsx'
import { DiffView } from '#components/patterns/diff-view.tsx'
import { KeyValue } from '#components/patterns/key-value.tsx'
import { ObjectCommands } from '#components/patterns/object-commands.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Propagation } from '#components/patterns/propagation.tsx'
import { Section } from '#components/patterns/section.tsx'
import { Mono } from '#components/ui/mono.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { getChange } from '#lib/change/queries.ts'
import { eventLabel } from '#lib/change/schema.ts'

type Props = { params: Promise<{ organization: string; change: string }> }

export const metadata = { title: 'Change' }

/** One change: the difference, who made it, and each gateway's receipt with its proof. */
export default async function ChangePage({ params }: Props) {
  const { organization, change: id } = await params
  const { actor, base } = await requireOrganization(organization)
  const change = await orNotFound(getChange(actor, id))
  return (
    <>
      <ObjectCommands
        name={eventLabel(change.event)}
        id={id}
        links={[
          { label: `History of ${change.object.name}`, href: `${base}/changes?object=${change.object.id}` },
        ]}
      />
      <PageHeader
        title={`${eventLabel(change.event)}: ${change.object.name}`}
        breadcrumb={[{ label: 'Changes', href: `${base}/changes` }, { label: eventLabel(change.event) }]}
        badge={
          change.status && (
            <Propagation
              initial={change.status}
              fetchStatus={revisionStatusAction.bind(null, change.status.revision)}
            />
          )
        }
      />
      <div className="grid gap-x-10 lg:grid-cols-[1fr_22rem]">
        <div className="min-w-0">
          {change.revision !== null && (
            <Section
              title="At the gateways"
              description="Each gateway tries the change on itself, in every worker thread, before it says so."
            >
              <ReceiptTable receipts={change.receipts} />
            </Section>
          )}
          <Section title="Difference">
            <DiffView before={change.before} after={change.after} />
          </Section>
        </div>
        <Section title="Facts" className="mt-8 lg:mt-0">
          <KeyValue
            items={[
              { label: 'When', value: <Time at={change.at} look="exact" /> },
              { label: 'By', value: `${change.actor.name} (${change.actor.kind})` },
              {
                label: 'Object',
                value: (
                  <TextLink
                    href={`${base}/changes?object=${change.object.id}`}
                    title={`History of ${change.object.id}`}
                    className="block truncate font-mono text-meta"
                  >
                    {change.object.id}
                  </TextLink>
                ),
              },
              { label: 'Revision', value: change.revision ?? 'Gateways are not concerned' },
              { label: 'Travelled first', value: change.isUrgent ? 'Yes' : 'No' },
              {
                label: 'Request',
                value: change.requestId ? <Mono isCopyable>{change.requestId}</Mono> : '–',
              },
            ]}
          />
        </Section>
      </div>
    </>
  )
}
