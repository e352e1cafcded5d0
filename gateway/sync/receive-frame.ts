import type { Logger } from 'pino'
import type { ConfigurationIntake } from '../config/configuration-intake.ts'
import type { Shipper } from '../journal/shipper.ts'
import type { QuotaBroker } from '../quota/quota-broker.ts'
import type { LeaseKeeper } from './lease-keeper.ts'
import { readFrame } from './read-frame.ts'

export interface FrameReceivers {
  intake: ConfigurationIntake
  lease: LeaseKeeper
  shipper: Shipper
  quotas: QuotaBroker
  logger: Logger
}

/** Hands a frame of sync to whom it concerns. False when it is nonsense and the connection must be closed. */
export function receiveFrame(text: string, arrivedAt: number, receivers: FrameReceivers): boolean {
  const { intake, lease, shipper, quotas, logger } = receivers
  const frame = readFrame(text)
  if (frame.kind === 'nonsense') {
    logger.error({ reason: frame.reason }, 'a frame of sync makes no sense')
    return false
  }
  lease.renew()
  if (frame.kind === 'rejected') {
    const { revision, reason, resource } = frame
    intake.reset()
    intake.reject(revision, { kind: 'reject', reason, ...(resource && { resource }) })
    return true
  }
  const { message } = frame
  switch (message.type) {
    case 'welcome':
      lease.welcome(message)
      quotas.resume()
      break
    case 'usage-ack':
      shipper.acknowledge(message.range)
      break
    case 'quota-grant':
      quotas.take(message)
      break
    case 'quota-returned':
      quotas.returned(message.requestId)
      break
    case 'heartbeat-ack':
      intake.confirm(message.revision)
      break
    default:
      intake.take(message, arrivedAt)
  }
  return true
}
