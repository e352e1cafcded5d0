import { ResourceKind, type ResourceRef, SyncMessage } from '#gateway-sync/contract/index.ts'

/** A frame of sync, read strictly: a message, a configuration that must be rejected, or nonsense. */
export type Frame =
  | { kind: 'message'; message: SyncMessage }
  | { kind: 'rejected'; revision: number; reason: string; resource?: ResourceRef }
  | { kind: 'nonsense'; reason: string }

const configurationTypes = new Set(['delta', 'snapshot-begin', 'snapshot-chunk', 'snapshot-end'])
const knownTypes = new Set([
  ...configurationTypes,
  'welcome',
  'usage-ack',
  'quota-grant',
  'quota-returned',
  'heartbeat-ack',
])

export function readFrame(text: string): Frame {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'nonsense', reason: 'the frame is not JSON' }
  }
  const parsed = SyncMessage.safeParse(value)
  if (parsed.success) return { kind: 'message', message: parsed.data }
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') {
    return { kind: 'nonsense', reason: 'the frame is not a message' }
  }
  const issue = parsed.error.issues[0]!
  const reason = `${value.type} at ${issue.path.join('.') || '(root)'}: ${issue.message}`
  // A type that this gateway does not know may carry configuration that it cannot enforce: never skipped in silence.
  if (knownTypes.has(value.type) && !configurationTypes.has(value.type)) return { kind: 'nonsense', reason }
  const resource = resourceAt(value, issue.path)
  const revision =
    'revision' in value && Number.isSafeInteger(value.revision) ? Math.max(0, value.revision as number) : 0
  return { kind: 'rejected', revision, reason, ...(resource && { resource }) }
}

/** The resource that an issue's path points into, when it can be named. */
function resourceAt(message: object, path: readonly PropertyKey[]): ResourceRef | undefined {
  const [list, index] = path
  if (list !== 'put' || typeof index !== 'number') return undefined
  const resource = (message as { put?: unknown[] }).put?.[index] as
    | { kind?: unknown; spec?: { id?: unknown } }
    | undefined
  const kind = ResourceKind.safeParse(resource?.kind)
  const id = resource?.spec?.id
  return kind.success && typeof id === 'string' && id.length > 0 && id.length <= 64
    ? { kind: kind.data, id }
    : undefined
}
