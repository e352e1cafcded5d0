import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import {
  encodeUsage,
  type GatewayMessage,
  type MessageOf,
  PROTOCOL_VERSION,
  type Resource,
  ResourceKind,
  StateChecksum,
  SyncMessage,
} from '../contract/index.ts'

const NOTHING = '000000000000'

/**
 * A gateway that speaks the contract: it keeps the resources it was told, verifies the checksum, and answers with
 * receipts unless `isSilent`. Every frame it gets is held against the contract.
 */
export class TestGateway {
  readonly resources = new Map<string, Resource>()
  readonly received: SyncMessage[] = []
  boot = `b${randomBytes(8).toString('hex')}`
  revision = 0
  checksum = NOTHING
  isSilent = false
  closed: { code: number; reason: string } | null = null
  #socket: WebSocket | null = null
  #snapshot: Map<string, Resource> | null = null
  #waiting: (() => void)[] = []
  readonly #token: string

  constructor(token: string) {
    this.#token = token
  }

  /** Connects and, unless told otherwise, says hello. Rejects with the HTTP status when it is not admitted. */
  async connect(url: string, options: { hello?: boolean | Partial<MessageOf<'hello'>> } = {}): Promise<void> {
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${this.#token}` } })
    this.#socket = socket
    this.closed = null
    await new Promise<void>((resolve, reject) => {
      socket.on('open', resolve)
      socket.on('unexpected-response', (_, response) => reject(new Error(`HTTP ${response.statusCode}`)))
      socket.on('error', reject)
      socket.on('message', (data) => this.#receive(SyncMessage.parse(JSON.parse(String(data)))))
      socket.on('close', (code, reason) => {
        if (this.#socket !== socket) return
        this.closed = { code, reason: String(reason) }
        this.#wake()
      })
    })
    const { hello = true } = options
    if (hello === false) return
    const { revision, checksum, boot } = this
    const kinds = [...ResourceKind.options]
    const usual = { type: 'hello' as const, protocol: PROTOCOL_VERSION, version: '0.0.1', workers: 1 }
    this.send({ ...usual, boot, revision, checksum, kinds, ...(hello === true ? {} : hello) })
  }

  send(message: GatewayMessage): void {
    this.sendFrame(
      message.type === 'usage'
        ? encodeUsage(message.range, Buffer.from(message.lines))
        : JSON.stringify(message),
    )
  }

  /** Sends a text frame, or a binary one, as it is. */
  sendFrame(frame: string | Buffer): void {
    this.#socket?.send(frame)
  }

  /** Ends the connection; the state stays. */
  async disconnect(): Promise<void> {
    this.#socket?.close()
    await this.until(() => this.closed !== null, 'the connection ends')
  }

  /** Breaks the connection off. */
  terminate(): void {
    this.#socket?.terminate()
  }

  /** Stops reading, as a hung process does. */
  pause(): void {
    this.#socket?.pause()
  }

  /** Waits until something holds. */
  async until(holds: () => boolean, what: string, timeoutMs = 60_000): Promise<void> {
    const end = Date.now() + timeoutMs
    while (!holds()) {
      if (Date.now() > end)
        throw new Error(`waited in vain until ${what}; closed: ${JSON.stringify(this.closed)}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 100)
        this.#waiting.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }

  reached(revision: number): Promise<void> {
    return this.until(() => this.revision >= revision, `revision ${revision} is reached`)
  }

  find<T extends SyncMessage['type']>(type: T): MessageOf<T>[] {
    return this.received.filter((message): message is MessageOf<T> => message.type === type)
  }

  /** The next message of a type that holds, counted from the call. */
  async next<T extends SyncMessage['type']>(
    type: T,
    holds: (message: MessageOf<T>) => boolean = () => true,
  ): Promise<MessageOf<T>> {
    const seen = this.received.length
    const match = () =>
      this.received
        .slice(seen)
        .find((message): message is MessageOf<T> => message.type === type && holds(message as MessageOf<T>))
    await this.until(() => match() !== undefined || this.closed !== null, `${type} comes`)
    const message = match()
    if (!message) throw new Error(`closed before ${type}: ${JSON.stringify(this.closed)}`)
    return message
  }

  receipt(): MessageOf<'receipt'> {
    const { revision, checksum } = this
    return { type: 'receipt', revision, checksum, appliedMs: 1, provedMs: 2, proof: [], checked: 0 }
  }

  #receive(message: SyncMessage): void {
    this.received.push(message)
    if (message.type === 'snapshot-begin') this.#snapshot = new Map()
    else if (message.type === 'snapshot-chunk') this.#put(this.#snapshot ?? new Map(), message.put)
    else if (message.type === 'snapshot-end') {
      const snapshot = this.#snapshot ?? new Map()
      this.resources.clear()
      this.#put(this.resources, [...snapshot.values()])
      this.#arrived(message.revision, message.checksum)
    } else if (message.type === 'delta') {
      if (message.fromRevision !== this.revision) throw new Error('a delta from elsewhere')
      if (!this.isSilent) {
        for (const { kind, id } of message.remove) this.resources.delete(`${kind}/${id}`)
        this.#put(this.resources, message.put)
        this.#arrived(message.revision, message.checksum)
      }
    }
    this.#wake()
  }

  #put(target: Map<string, Resource>, resources: Resource[]): void {
    for (const resource of resources) target.set(`${resource.kind}/${resource.spec.id}`, resource)
  }

  #arrived(revision: number, checksum: string): void {
    const own = StateChecksum.of([...this.resources.values()].map((resource) => resource.version)).value
    if (own !== checksum) {
      this.send({ type: 'resync', reason: `checksum ${own}, not ${checksum}` })
      return
    }
    this.revision = revision
    this.checksum = checksum
    if (!this.isSilent) this.send(this.receipt())
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
