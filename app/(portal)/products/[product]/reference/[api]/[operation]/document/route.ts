import { notFound } from 'next/navigation'
import { miniDocument } from '#lib/api/mini-document.ts'
import { getOperation } from '#lib/api/reference-queries.ts'
import { reachSchemas } from '#lib/api/reference-schemas.ts'
import { AppError } from '#lib/core/errors.ts'
import { type ReferenceParams, referenceApi } from '../../reference-api.ts'

type Context = { params: Promise<ReferenceParams & { operation: string }> }

/** Deep enough for a form to be filled in by; Swagger UI draws no more. */
const LEVELS = 8

/** An OpenAPI document of this one operation, at the gateway: what "Try it" is given. */
export async function GET(_: Request, { params }: Context) {
  const { product, api, operation: key } = await params
  const { version } = await referenceApi(product, api)
  const operation = await getOperation(version.id, decodeURIComponent(key)).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  })
  const part = { value: operation.definition, isSchema: false }
  const schemas = await reachSchemas(version.id, part, { known: operation.schemas, levels: LEVELS })
  const { name: title, gatewayUrl: serverUrl } = version.api
  const document = miniDocument({
    title,
    specification: version.specification,
    serverUrl,
    operation,
    schemas,
  })
  return Response.json(document, { headers: { 'cache-control': 'private, no-store' } })
}
