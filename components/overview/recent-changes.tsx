import Link from 'next/link'
import { Propagation } from '#components/patterns/propagation.tsx'
import { Section } from '#components/patterns/section.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { type Change, eventLabel } from '#lib/change/schema.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'

type Props = {
  changes: Change[]
  /** Of the history; a change is below it. */
  href: string
  fetchStatus: (revision: number) => Promise<RevisionStatus>
}

/** The latest changes, each with how far the gateways are. */
export function RecentChanges({ changes, href, fetchStatus }: Props) {
  return (
    <Section title="Latest changes" actions={<TextLink href={href}>All changes</TextLink>}>
      {changes.length === 0 ? (
        <p className="text-muted">Nothing was changed yet.</p>
      ) : (
        <ul className="divide-y divide-line rounded-card border border-line">
          {changes.map(({ id, event, object, actor, at, status }) => (
            <li key={id} className="flex min-w-0 flex-col items-start gap-1 px-4 py-2.5">
              <Link
                href={`${href}/${id}`}
                title={`${eventLabel(event)}: ${object.name}`}
                className="max-w-full truncate text-table hover:underline"
              >
                <span className="font-medium">{eventLabel(event)}</span>{' '}
                <span className="text-muted">{object.name}</span>
              </Link>
              <p className="max-w-full truncate text-meta text-muted">
                {actor.name}, <Time at={at} />
              </p>
              {status && (
                <Propagation initial={status} fetchStatus={fetchStatus.bind(null, status.revision)} />
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
