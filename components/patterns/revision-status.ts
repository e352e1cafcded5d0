import { duration } from '#components/ui/time-format.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'

export type PropagationView = {
  tone: 'success' | 'info' | 'warning' | 'danger' | 'neutral'
  /** "Enforced at 3 of 3 gateways" */
  text: string
  /** "84 ms" or "waiting for gw-dc2" */
  detail: string | null
}

/** `verb` is what is true once it holds: "Enforced", "Refused", "Served". */
export function describeRevision(status: RevisionStatus, verb: string): PropagationView {
  const { state, enforced, total, slowestLatencyMs } = status
  const text = `${verb} at ${enforced} of ${total} ${total === 1 ? 'gateway' : 'gateways'}`
  const missing = names(status.waitingFor.map((gateway) => gateway.name))
  if (state === 'no_gateways')
    return { tone: 'neutral', text: 'No gateway to enforce it', detail: 'it will hold once one connects' }
  if (state === 'enforced')
    return { tone: 'success', text, detail: slowestLatencyMs === null ? null : duration(slowestLatencyMs) }
  if (state === 'rejected') return { tone: 'danger', text, detail: `rejected by ${missing}` }
  if (state === 'unreachable') return { tone: 'warning', text, detail: `${missing} unreachable` }
  return { tone: 'info', text, detail: `waiting for ${missing}` }
}

function names(list: string[]): string {
  if (list.length <= 2) return list.join(' and ')
  return `${list[0]} and ${list.length - 1} more`
}
