import { requireOrganization } from '#lib/auth/require-organization.ts'
import { exportInvoices } from '#lib/invoice/export-invoices.ts'
import { invoicesQuery } from '../invoices-query.ts'

/** The invoices under the filters of the page, as CSV. */
export async function GET(request: Request, { params }: { params: Promise<{ organization: string }> }) {
  const { actor, organization } = await requireOrganization((await params).organization)
  const search = Object.fromEntries(new URL(request.url).searchParams)
  const text = await exportInvoices(actor, invoicesQuery(search, organization.organizationId))
  return new Response(text, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="invoices-${organization.slug}.csv"`,
    },
  })
}
