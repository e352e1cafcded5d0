import { originalFileName } from '#lib/api/queries.ts'
import { getReferenceOriginal } from '#lib/api/reference-queries.ts'
import { type ReferenceParams, referenceApi } from '../../reference-api.ts'

type Context = { params: Promise<ReferenceParams> }

const TYPES: Record<string, string> = { json: 'application/json', yaml: 'application/yaml' }

/** The document as the provider gave it, byte for byte. */
export async function GET(_: Request, { params }: Context) {
  const { product, api } = await params
  const { version } = await referenceApi(product, api)
  const { original, syntax, number } = await getReferenceOriginal(version.id)
  const fileName = originalFileName(version.api.slug, { number, syntax })
  return new Response(original, {
    headers: {
      'content-type': `${TYPES[syntax] ?? 'text/plain'}; charset=utf-8`,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
    },
  })
}
