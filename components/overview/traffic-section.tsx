import { Section } from '#components/patterns/section.tsx'
import { Card } from '#components/ui/card.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { LatencyChart } from '#components/usage/latency-chart.tsx'
import { UsageChart } from '#components/usage/usage-chart.tsx'
import { UsageStats } from '#components/usage/usage-stats.tsx'
import type { Traffic } from '#lib/overview/schema.ts'

type Props = {
  /** Whose requests: "Traffic at your APIs". */
  title: string
  traffic: Traffic
  /** Where more is to be seen. */
  link: { href: string; label: string }
}

/** One side's traffic, errors and latency of the last 24 hours, drawn. */
export function TrafficSection({ title, traffic, link }: Props) {
  return (
    <Section title={title} actions={<TextLink href={link.href}>{link.label}</TextLink>}>
      {traffic.total.requests === 0 ? (
        <p className="rounded-card border border-line px-4 py-3 text-muted">
          No requests in the last 24 hours. They show here seconds after a gateway answered them.
        </p>
      ) : (
        <>
          <UsageStats total={traffic.total} series={traffic.series} />
          <Card className="mt-3 grid gap-x-8 gap-y-6 p-4 xl:grid-cols-2">
            <UsageChart rows={traffic.series} label="Requests" />
            <LatencyChart rows={traffic.series} />
          </Card>
        </>
      )}
    </Section>
  )
}
