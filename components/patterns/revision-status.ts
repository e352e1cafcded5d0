import { duration } from '#components/ui/time-format.ts'

/** Where a revision holds: what `GET /api/v1/revisions/{revision}` answers, as far as screens need it. */
export type RevisionStatus = {
  revision: number
  committedAt: string
  state: 'enforced' | 'propagating' | 'rejected' | 'unreachable' | 'no_gateways'
  gateways: GatewayRevision[]
}

export type GatewayRevision = {
  id: string
  name: string
  /** What it runs now. */
  appliedRevision: number
  /** ISO moment of its receipt; null while it is waited for. */
  enforcedAt: string | null
  /** From commit to receipt. */
  latencyMs: number | null
  /** Why it is waited for, when that is known: "unreachable for 40 s", "rejected: …". */
  reason?: string | null
}

export type PropagationView = {
  tone: 'success' | 'info' | 'warning' | 'danger' | 'neutral'
  /** "Enforced at 3 of 3 gateways" */
  text: string
  /** "84 ms" or "waiting for gw-dc2" */
  detail: string | null
}

/** `verb` is what is true once it holds: "Enforced", "Refused", "Served". */
export function describeRevision(status: RevisionStatus, verb: string): PropagationView {
  const { gateways, state } = status
  const proven = gateways.filter((gateway) => gateway.enforcedAt !== null)
  const waiting = gateways.filter((gateway) => gateway.enforcedAt === null).map((gateway) => gateway.name)
  const count = `${proven.length} of ${gateways.length} ${gateways.length === 1 ? 'gateway' : 'gateways'}`
  const text = `${verb} at ${count}`
  if (state === 'no_gateways')
    return { tone: 'neutral', text: 'No gateway to enforce it', detail: 'it will hold once one connects' }
  if (state === 'enforced') return { tone: 'success', text, detail: slowest(proven) }
  if (state === 'rejected') return { tone: 'danger', text, detail: `rejected by ${names(waiting)}` }
  if (state === 'unreachable') return { tone: 'warning', text, detail: `${names(waiting)} unreachable` }
  return { tone: 'info', text, detail: `waiting for ${names(waiting)}` }
}

function slowest(gateways: GatewayRevision[]): string | null {
  const known = gateways.flatMap((gateway) => gateway.latencyMs ?? [])
  return known.length > 0 ? duration(Math.max(...known)) : null
}

function names(list: string[]): string {
  if (list.length <= 2) return list.join(' and ')
  return `${list[0]} and ${list.length - 1} more`
}
