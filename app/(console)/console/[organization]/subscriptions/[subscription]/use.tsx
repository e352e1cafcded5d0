import { Section } from '#components/patterns/section.tsx'
import { UsageChart } from '#components/usage/usage-chart.tsx'
import { UsageStats } from '#components/usage/usage-stats.tsx'
import type { Actor } from '#lib/core/context.ts'
import { getUsage } from '#lib/usage/queries.ts'

/** What was called by it, of the last day. */
export async function LastDay({ actor, id }: { actor: Actor; id: string }) {
  const usage = await getUsage(actor, { subscriptionId: id })
  return (
    <Section title="The last 24 hours">
      <UsageStats total={usage.total} series={usage.data} />
      <div className="mt-3">
        <UsageChart rows={usage.data} />
      </div>
    </Section>
  )
}
