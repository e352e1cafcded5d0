import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import {
  decodeUsage,
  GatewayMessage,
  MESSAGE_SIZE_BYTES_MAX,
  type MessageOf,
  type Resource,
  SNAPSHOT_CHUNK_RESOURCES_MAX,
  StateChecksum,
  type SyncMessage,
} from '#gateway-sync/contract/index.ts'

/** What a gateway is to run: made anew each time it is asked for, so that a million need no room here. */
export type Configuration = { count: number; resources: () => Iterable<Resource> }

export const SYNC_END_TOKEN = 'a-token-of-the-bench'
const REVISION = 1
const GRANT = 1_000_000_000
const BUFFERED_BYTES_MAX = 32 * 1024 * 1024

/**
 * The other end of a gateway's connection where PostgreSQL would compete with what is measured: it speaks the contract,
 * serves one configuration, acknowledges all usage unread and grants every quota.
 */
export class SyncEnd {
  readonly #server: WebSocketServer
  readonly #configuration: Configuration
  #applied!: (receipt: MessageOf<'receipt'>) => void
  /** The gateway's first receipt. */
  readonly applied: Promise<MessageOf<'receipt'>>

  private constructor(server: WebSocketServer, configuration: Configuration) {
    this.#server = server
    this.#configuration = configuration
    this.applied = new Promise((resolve) => {
      this.#applied = resolve
    })
    server.on('connection', (socket, request) => {
      if (request.headers.authorization !== `Bearer ${SYNC_END_TOKEN}`) return socket.close(1008)
      socket.on('message', (data: Buffer, isBinary) =>
        this.#take(socket, isBinary ? decodeUsage(data)! : GatewayMessage.parse(JSON.parse(String(data)))),
      )
    })
  }

  /** Listens on a free port of the loopback interface. */
  static async start(configuration: Configuration): Promise<SyncEnd> {
    const options = { port: 0, host: '127.0.0.1', maxPayload: 2 * MESSAGE_SIZE_BYTES_MAX }
    const server = new WebSocketServer({ ...options, perMessageDeflate: false })
    await once(server, 'listening')
    return new SyncEnd(server, configuration)
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/connect`
  }

  async stop(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #take(socket: WebSocket, message: GatewayMessage): void {
    const reply = (answer: SyncMessage): void => socket.send(JSON.stringify(answer))
    if (message.type === 'hello') this.#greet(socket, message, reply)
    else if (message.type === 'receipt') this.#applied(message)
    else if (message.type === 'usage') reply({ type: 'usage-ack', range: message.range, isDuplicate: false })
    else if (message.type === 'quota-request') reply(grantOf(message))
    else if (message.type === 'quota-return') reply({ type: 'quota-returned', requestId: message.requestId })
    else if (message.type === 'heartbeat') reply({ type: 'heartbeat-ack', revision: REVISION })
    else throw new Error(`The gateway answered ${JSON.stringify(message).slice(0, 500)}`)
  }

  #greet(socket: WebSocket, hello: MessageOf<'hello'>, reply: (answer: SyncMessage) => void): void {
    const lease = { seconds: 86_400, onExpiry: 'serve' } as const
    reply({ type: 'welcome', gatewayId: 'gw_bench', environmentId: 'env_bench', lease })
    if (hello.revision !== REVISION) void this.#sendSnapshot(socket, reply)
  }

  async #sendSnapshot(socket: WebSocket, reply: (answer: SyncMessage) => void): Promise<void> {
    const { count, resources } = this.#configuration
    const checksum = new StateChecksum()
    let put: Resource[] = []
    const flush = async (): Promise<void> => {
      if (put.length > 0) reply({ type: 'snapshot-chunk', put })
      put = []
      do await new Promise((resolve) => setTimeout(resolve))
      while (socket.bufferedAmount > BUFFERED_BYTES_MAX)
    }
    reply({ type: 'snapshot-begin', revision: REVISION, resources: count })
    for (const resource of resources()) {
      checksum.toggle(resource.version)
      if (put.push(resource) === SNAPSHOT_CHUNK_RESOURCES_MAX) await flush()
    }
    await flush()
    reply({ type: 'snapshot-end', revision: REVISION, checksum: checksum.value })
  }
}

function grantOf({ requestId, subscriptionId, period }: MessageOf<'quota-request'>): SyncMessage {
  const left = { granted: GRANT, isExhausted: false, used: GRANT, limit: 2 * GRANT }
  return { type: 'quota-grant', requestId, subscriptionId, period, ...left }
}
