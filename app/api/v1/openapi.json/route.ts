import { managementDocument } from '#lib/management-api/document.ts'

/** Made when it is asked for, so that the server's address is the one of this start, not of the build. */
export const dynamic = 'force-dynamic'

/** The management API's document: public, so that tools can read it before they have a token. */
export function GET(): Response {
  return Response.json(managementDocument(), { headers: { 'access-control-allow-origin': '*' } })
}
