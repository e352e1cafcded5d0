import { Section } from '#components/patterns/section.tsx'
import { Card } from '#components/ui/card.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { LatencyChart } from '#components/usage/latency-chart.tsx'
import { UsageChart } from '#components/usage/usage-chart.tsx'
import { UsageStats } from '#components/usage/usage-stats.tsx'
import type { Traffic } from '#lib/overview/schema.ts'

/** Traffic, errors and latency at the organization's APIs, drawn. */
export function TrafficSection({ traffic, href }: { traffic: Traffic; href: string }) {
  return (
    <Section title="Traffic at your APIs" actions={<TextLink href={href}>Explore usage</TextLink>}>
      <UsageStats total={traffic.total} series={traffic.series} />
      <Card className="mt-3 grid gap-x-8 gap-y-6 p-4 xl:grid-cols-2">
        <UsageChart rows={traffic.series} label="Requests" />
        <LatencyChart rows={traffic.series} />
      </Card>
    </Section>
  )
}
