import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { PROTOCOL_VERSION, ResourceKind, SyncMessage } from '#gateway-sync/contract/index.ts'

export const EMPTY = { revision: 0, checksum: '000000000000' }

/** The bench's own end of a gateway's connection. */
export interface GatewayPeer {
  readonly boot: string
  send(frame: string | Buffer): void
  /** Ends the connection; throws when sync has ended it before. */
  stop(): Promise<void>
}

/**
 * Connects to sync as a gateway that runs what `running` says, and answers every change with a receipt. `onMessage` gets
 * each message with its size in bytes; a snapshot's chunks pass unread, so that a million credentials need no room here.
 */
export async function connectGateway(
  url: string,
  token: string,
  running: { revision: number; checksum: string },
  onMessage: (message: SyncMessage, bytes: number) => void,
): Promise<GatewayPeer> {
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } })
  const boot = `b${randomBytes(8).toString('hex')}`
  const send = (message: object): void => socket.send(JSON.stringify(message))
  socket.on('message', (data: Buffer) => {
    if (data.subarray(0, 40).includes('snapshot-chunk')) return
    const message = SyncMessage.parse(JSON.parse(data.toString()))
    onMessage(message, data.length)
    if (message.type !== 'delta' && message.type !== 'snapshot-end') return
    const { revision, checksum } = message
    send({ type: 'receipt', revision, checksum, appliedMs: 0, provedMs: 0, proof: [], checked: 0 })
  })
  let refusal: string | null = null
  socket.on('close', (code, reason) => {
    refusal = `${code} ${reason}`
  })
  await once(socket, 'open')
  const { revision, checksum } = running
  const about = { protocol: PROTOCOL_VERSION, version: '0.0.0', boot, workers: 1, revision, checksum }
  send({ type: 'hello', ...about, kinds: ResourceKind.options })
  const beat = setInterval(() => {
    const counts = { seen: 0, journaled: 0, owedBytes: 0, connections: 0 }
    send({ type: 'heartbeat', revision, ...counts })
  }, 2_000)
  return {
    boot,
    send: (frame) => socket.send(frame),
    stop: async () => {
      clearInterval(beat)
      if (refusal !== null) throw new Error(`sync ended the bench's connection: ${refusal}`)
      socket.close()
      await once(socket, 'close')
    },
  }
}
