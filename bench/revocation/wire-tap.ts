import { once } from 'node:events'
import { WebSocket } from 'ws'
import { PROTOCOL_VERSION, ResourceKind, type SyncMessage } from '#gateway-sync/contract/index.ts'

/** A second gateway on the wire, by which the size of what sync sends for one change can be told. */
export interface WireTap {
  /** Bytes of every difference since the start, as they came. */
  readonly deltaBytes: number[]
  stop(): Promise<void>
}

/** Connects as a gateway that runs what `running` says, and takes every change that comes. */
export async function tapWire(
  url: string,
  token: string,
  running: { revision: number; checksum: string },
): Promise<WireTap> {
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } })
  const deltaBytes: number[] = []
  const receipt = ({ revision, checksum }: { revision: number; checksum: string }): string =>
    JSON.stringify({ type: 'receipt', revision, checksum, appliedMs: 0, provedMs: 0, proof: [], checked: 0 })
  socket.on('message', (data: Buffer) => {
    // A snapshot of a million is let through unread.
    if (data.subarray(0, 40).includes('snapshot-chunk')) return
    const message = JSON.parse(data.toString()) as SyncMessage
    if (message.type === 'delta') deltaBytes.push(data.length)
    if (message.type === 'delta' || message.type === 'snapshot-end') socket.send(receipt(message))
  })
  await once(socket, 'open')
  const about = { protocol: PROTOCOL_VERSION, version: '0.0.0', boot: `b${Date.now().toString(36)}` }
  const { revision, checksum } = running
  const kinds = ResourceKind.options
  socket.send(JSON.stringify({ type: 'hello', ...about, workers: 1, revision, checksum, kinds }))
  const beat = setInterval(() => {
    const counts = { seen: 0, journaled: 0, owedBytes: 0, connections: 0 }
    socket.send(JSON.stringify({ type: 'heartbeat', revision, ...counts }))
  }, 2_000)
  return {
    deltaBytes,
    stop: async () => {
      clearInterval(beat)
      socket.close()
      await once(socket, 'close')
    },
  }
}
