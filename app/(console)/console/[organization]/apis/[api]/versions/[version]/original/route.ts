import { getOriginal } from '#lib/api/queries.ts'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'

/** The document as it was given, byte for byte. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ organization: string; version: string }> },
) {
  const { organization, version } = await params
  const { actor } = await requireOrganization(organization)
  const { bytes, fileName } = await orNotFound(getOriginal(actor, version))
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
