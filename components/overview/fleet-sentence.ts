import type { GatewayListItem } from '#lib/gateway/schema.ts'

type Seen = Pick<GatewayListItem, 'status' | 'revision'>

/** "3 gateways current at revision 214", or how many of them are. */
export function fleetSentence(gateways: Seen[]): string {
  const [first] = gateways
  if (!first) return 'No gateway is registered: nothing is enforced yet.'
  const current = gateways.filter(({ status }) => status === 'current').length
  const noun = gateways.length === 1 ? 'gateway' : 'gateways'
  const count = current === gateways.length ? `${current}` : `${current} of ${gateways.length}`
  return `${count} ${noun} current at revision ${first.revision}`
}
