/**
 * Where a request came from, for the limit on attempts: the last hop that `X-Forwarded-For` names, which the nearest
 * proxy (or Next itself) wrote. Earlier hops are the client's word.
 */
export function networkAddress(headers: Record<string, string | string[] | undefined>): string {
  const forwarded = [headers['x-forwarded-for']].flat().filter(Boolean).join(',')
  return forwarded.split(',').at(-1)?.trim().slice(0, 100) || 'unknown'
}
