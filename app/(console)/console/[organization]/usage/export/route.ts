import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { exportUsage } from '#lib/usage/export-usage.ts'
import { usageGroup, usageQuery } from '../usage-query.ts'

/** The table of the view that the URL holds, as CSV. */
export async function GET(request: Request, { params }: { params: Promise<{ organization: string }> }) {
  const { actor, organization } = await requireOrganization((await params).organization)
  const search = Object.fromEntries(new URL(request.url).searchParams)
  const query = usageQuery(search, organization.organizationId)
  const table = await orNotFound(exportUsage(actor, { ...query, groupBy: usageGroup(search) }))
  return new Response(table, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="usage-${organization.slug}.csv"`,
    },
  })
}
