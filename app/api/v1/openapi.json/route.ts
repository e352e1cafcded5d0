import { readEnv } from '#lib/core/env.ts'
import { BASE_PATH } from '#lib/management-api/base-path.ts'
import { createManagementDocument } from '#lib/management-api/document.ts'

/** Made when it is asked for, so that the server's address is the one of this start, not of the build. */
export const dynamic = 'force-dynamic'

let document: ReturnType<typeof createManagementDocument> | undefined

/** The management API's document: public, so that tools can read it before they have a token. */
export function GET(): Response {
  document ??= createManagementDocument(readEnv().PUBLIC_URL + BASE_PATH)
  return Response.json(document, { headers: { 'access-control-allow-origin': '*' } })
}
