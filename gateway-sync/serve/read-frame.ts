import { decodeUsage, GatewayMessage, MESSAGE_SIZE_BYTES_MAX } from '../contract/index.ts'
import { FrameRefused } from '../frame-refused.ts'

/** Reads one frame, or throws `FrameRefused`. */
export function readFrame(data: Buffer, isBinary: boolean): GatewayMessage {
  if (data.byteLength > MESSAGE_SIZE_BYTES_MAX) throw new FrameRefused('larger than a message may be')
  if (isBinary) return readUsage(data)
  let value: unknown
  try {
    value = JSON.parse(data.toString('utf8'))
  } catch {
    throw new FrameRefused('not JSON')
  }
  const parsed = GatewayMessage.safeParse(value)
  if (parsed.success) {
    if (parsed.data.type === 'usage') throw new FrameRefused('usage in a text frame')
    return parsed.data
  }
  const issue = parsed.error.issues[0]!
  throw new FrameRefused(
    `not of the contract: ${issue.path.map(String).join('.') || 'message'}: ${issue.code}`,
  )
}

function readUsage(data: Buffer): GatewayMessage {
  const usage = decodeUsage(data)
  if (usage === null) throw new FrameRefused('a binary frame that is no usage')
  return usage
}
