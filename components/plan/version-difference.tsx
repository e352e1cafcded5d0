import { DiffView } from '#components/patterns/diff-view.tsx'
import { Section } from '#components/patterns/section.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import type { PlanVersion } from '#lib/plan/schema.ts'
import { versionTerms } from './version-terms.ts'

type Props = { older: PlanVersion; newest: PlanVersion; closeHref: string }

/** What those on an older version have, against what is offered now. */
export function VersionDifference({ older, newest, closeHref }: Props) {
  return (
    <Section
      title={`Version ${older.version} against version ${newest.version}`}
      description="What changes for those who are moved: removed lines hold for them now."
      actions={
        <LinkButton href={closeHref} scroll={false} size="small">
          Hide
        </LinkButton>
      }
    >
      <DiffView before={versionTerms(older)} after={versionTerms(newest)} />
    </Section>
  )
}
