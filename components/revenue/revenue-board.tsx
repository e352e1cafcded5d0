import { Section } from '#components/patterns/section.tsx'
import { Card } from '#components/ui/card.tsx'
import type { PlanMovement, Revenue, RevenueSummary } from '#lib/revenue/schema.ts'
import { MovementTable } from './movement-table.tsx'
import { RevenueChart } from './revenue-chart.tsx'
import { RevenueStats } from './revenue-stats.tsx'
import { RevenueTable } from './revenue-table.tsx'

type Props = {
  currency: string
  /** By month, for the chart. */
  series: Revenue
  /** As the table lists it. */
  grouped: Revenue
  summaries: RevenueSummary[]
  movements: PlanMovement[]
  /** Of the organization's console. */
  base: string
}

/** One currency's revenue: how it stands, how it went, what it is made of, and who moved. */
export function RevenueBoard({ currency, series, grouped, summaries, movements, base }: Props) {
  const product = (id: string) => `${base}/api-products/${id}`
  const hrefs: Partial<Record<Revenue['groupBy'], (id: string) => string>> = {
    product,
    customer: (id) => `${base}/customers/${id}`,
  }
  return (
    <>
      <RevenueStats
        currency={currency}
        total={series.totals.find((sum) => sum.currency === currency)}
        summary={summaries.find((summary) => summary.currency === currency)}
        invoicesHref={`${base}/invoices`}
      />
      <Card className="mt-3 p-4">
        <RevenueChart revenue={series} currency={currency} />
      </Card>
      <Section title={`By ${grouped.groupBy}`}>
        <RevenueTable revenue={grouped} currency={currency} hrefOf={hrefs[grouped.groupBy]} />
      </Section>
      <Section
        title="Movement between plans"
        description="Subscriptions on plans with a price that began, moved or ended in this period, of all products and currencies."
      >
        <MovementTable
          movements={movements}
          hrefOf={(plan) => `${product(plan.product.id)}/plans/${plan.id}`}
        />
      </Section>
    </>
  )
}
