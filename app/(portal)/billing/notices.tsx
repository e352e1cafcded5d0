import { NoticeList } from '#components/notice/notice-list.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { Section } from '#components/patterns/section.tsx'
import type { Actor } from '#lib/core/context.ts'
import { listOwnNotices } from '#lib/notice/queries.ts'

/** What the reader's organizations were told, the newest first. */
export async function BillingNotices({ actor }: { actor: Actor }) {
  const notices = await listOwnNotices(actor)
  return (
    <Section title="Notices" description="Each was mailed to the billing e-mail as well.">
      {notices.length === 0 ? (
        <EmptyState title="No notices">
          You are told here at 80 % and 100 % of a quota, a spend cap or your credits, and before a trial
          ends.
        </EmptyState>
      ) : (
        <NoticeList notices={notices} />
      )}
    </Section>
  )
}
