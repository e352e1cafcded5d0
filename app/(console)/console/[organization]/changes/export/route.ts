import { requireOrganization } from '#lib/auth/require-organization.ts'
import { exportChanges } from '#lib/change/export-changes.ts'

/** The history under the filters of the page, as a file: `?format=json`, else CSV. */
export async function GET(request: Request, { params }: { params: Promise<{ organization: string }> }) {
  const { actor, organization } = await requireOrganization((await params).organization)
  const query = new URL(request.url).searchParams
  const format = query.get('format') === 'json' ? 'json' : 'csv'
  const isInstallation = query.get('scope') === 'installation' && actor.isOperator
  const text = await exportChanges(
    actor,
    {
      ...(isInstallation ? { isInstallation } : { organizationId: organization.organizationId }),
      ...(query.get('kind') && { objectKind: query.get('kind')! }),
      ...(query.get('object') && { object: query.get('object')! }),
    },
    format,
  )
  return new Response(text, {
    headers: {
      'Content-Type': format === 'json' ? 'application/json' : 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="changes-${organization.slug}.${format}"`,
    },
  })
}
