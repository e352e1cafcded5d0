import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { exportRevenue } from '#lib/revenue/queries.ts'
import { revenueGroup, revenueQuery } from '../revenue-query.ts'

/** The table of the view that the URL holds, as CSV, in all its currencies. */
export async function GET(request: Request, { params }: { params: Promise<{ organization: string }> }) {
  const { actor, organization } = await requireOrganization((await params).organization)
  const search = Object.fromEntries(new URL(request.url).searchParams)
  const query = revenueQuery(search, organization.organizationId)
  const table = await orNotFound(exportRevenue(actor, { ...query, groupBy: revenueGroup(search) }))
  return new Response(table, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="revenue-${organization.slug}.csv"`,
    },
  })
}
