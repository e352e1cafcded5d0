import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import {
  decodeUsage,
  GatewayMessage,
  type MessageOf,
  type Resource,
  type ResourceRef,
  SNAPSHOT_CHUNK_RESOURCES_MAX,
  StateChecksum,
  type SyncMessage,
  type UsageRange,
  UsageRecord,
} from '#gateway-sync/contract/index.ts'
import { eventually } from '#scripts/test-support/eventually.ts'

export const GATEWAY_TOKEN = 'a-token-of-the-tests'

/**
 * The other end of the wire: holds a configuration and grants quotas as the contract says sync does, and keeps all
 * the gateway reports. It is the peer of the program under test, not a part of it.
 */
export class SyncPeer {
  readonly resources = new Map<string, Resource>()
  readonly received: GatewayMessage[] = []
  readonly records: UsageRecord[] = []
  readonly ranges = new Set<string>()
  /** Usage that began before the end of what was taken in already: the gateway cut its journal in two ways. */
  readonly overlaps: UsageRange[] = []
  lease: MessageOf<'welcome'>['lease'] = { seconds: 600, onExpiry: 'serve' }
  quotaChunk = 50
  /** Units of each charge that its subscription's budget allows in a period; missing: none. */
  readonly budgets: Record<string, { limit: number; by: 'credit' | 'spend_cap' }> = {}
  isAcknowledging = true
  isGranting = true
  /** Lets gateways in, and keeps the configuration to itself. */
  isWithholding = false
  /** Grants, and the answer gets lost. */
  isLosingGrants = false
  revision = 0
  granted = 0
  returned = 0
  readonly #granted = new Map<string, number>()
  /** What named asks were answered with: asked again, they get the same part. */
  readonly #answered = new Map<string, SyncMessage>()
  readonly #ends = new Map<string, number>()
  readonly #server: Server
  readonly #sockets = new Set<WebSocket>()
  #waiting: { matches: (message: GatewayMessage) => boolean; resolve: (message: GatewayMessage) => void }[] =
    []
  #port = 0

  private constructor(server: Server) {
    this.#server = server
    const sockets = new WebSocketServer({ server, maxPayload: 8 * 1024 * 1024 })
    sockets.on('connection', (socket, request) => {
      if (request.headers.authorization !== `Bearer ${GATEWAY_TOKEN}`) return socket.close(1008)
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
      socket.on('message', (data: Buffer, isBinary) =>
        this.#take(
          socket,
          GatewayMessage.parse(isBinary ? decodeUsage(data) : JSON.parse(data.toString('utf8'))),
        ),
      )
    })
  }

  /** Listens on a free port, or on the one it had before. */
  static async start(resources: readonly Resource[] = [], port = 0): Promise<SyncPeer> {
    const server = createServer()
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const peer = new SyncPeer(server)
    peer.#port = (server.address() as AddressInfo).port
    for (const each of resources) peer.resources.set(`${each.kind}/${each.spec.id}`, each)
    peer.revision = resources.length > 0 ? 1 : 0
    return peer
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#port}/connect`
  }

  get port(): number {
    return this.#port
  }

  get checksum(): string {
    return StateChecksum.of([...this.resources.values()].map((each) => each.version)).value
  }

  /** Changes the configuration and settles with the gateway's receipt for it. */
  async change(put: readonly Resource[], remove: readonly ResourceRef[] = []): Promise<MessageOf<'receipt'>> {
    const fromRevision = this.revision
    for (const { kind, id } of remove) this.resources.delete(`${kind}/${id}`)
    for (const each of put) this.resources.set(`${each.kind}/${each.spec.id}`, each)
    this.revision++
    const receipt = this.next('receipt', (message) => message.revision === this.revision)
    this.send({
      type: 'delta',
      fromRevision,
      revision: this.revision,
      put: [...put],
      remove: [...remove],
      checksum: this.checksum,
    })
    return receipt
  }

  /** Sends a message, or any text, to the gateway. */
  send(message: SyncMessage | string): void {
    for (const socket of this.#sockets)
      socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  /** The next message of a type that arrives from now on. */
  next<T extends GatewayMessage['type']>(
    type: T,
    matches: (message: MessageOf<T>) => boolean = () => true,
  ): Promise<MessageOf<T>> {
    return new Promise((resolve) => {
      this.#waiting.push({
        matches: (message) => message.type === type && matches(message as MessageOf<T>),
        resolve: resolve as (message: GatewayMessage) => void,
      })
    })
  }

  /** Settles when `count` records of requests have come, or fails after ten seconds. */
  async recordsOf(count: number): Promise<UsageRecord[]> {
    const what = () => `${count} records came, not ${this.records.length}`
    await eventually(() => this.records.length >= count, what)
    return this.records
  }

  /** Breaks all connections off; the gateway may connect again. */
  disconnect(): void {
    for (const socket of this.#sockets) socket.terminate()
  }

  async stop(): Promise<void> {
    this.disconnect()
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }

  #take(socket: WebSocket, message: GatewayMessage): void {
    this.received.push(message)
    const reply = (answer: SyncMessage): void => socket.send(JSON.stringify(answer))
    if (message.type === 'hello') this.#greet(message, reply)
    else if (message.type === 'resync') this.#sendSnapshot(reply)
    else if (message.type === 'usage') this.#takeUsage(message, reply)
    else if (message.type === 'quota-request') this.#grantOnce(message, reply)
    else if (message.type === 'quota-return') this.#takeBack(message, reply)
    else if (message.type === 'heartbeat') reply({ type: 'heartbeat-ack', revision: this.revision })
    const waiting = this.#waiting
    this.#waiting = waiting.filter((each) => !each.matches(message))
    for (const each of waiting) if (each.matches(message)) each.resolve(message)
  }

  #greet(hello: MessageOf<'hello'>, reply: (message: SyncMessage) => void): void {
    reply({ type: 'welcome', gatewayId: 'gw_test', environmentId: 'env_test', lease: this.lease })
    if (this.isWithholding) return
    if (hello.revision !== this.revision || hello.checksum !== this.checksum) this.#sendSnapshot(reply)
  }

  #sendSnapshot(reply: (message: SyncMessage) => void): void {
    const all = [...this.resources.values()]
    reply({ type: 'snapshot-begin', revision: this.revision, resources: all.length })
    for (let at = 0; at < all.length; at += SNAPSHOT_CHUNK_RESOURCES_MAX) {
      reply({ type: 'snapshot-chunk', put: all.slice(at, at + SNAPSHOT_CHUNK_RESOURCES_MAX) })
    }
    reply({ type: 'snapshot-end', revision: this.revision, checksum: this.checksum })
  }

  #takeUsage({ range, lines }: MessageOf<'usage'>, reply: (message: SyncMessage) => void): void {
    if (!this.isAcknowledging) return
    const identity = JSON.stringify(range)
    const isDuplicate = this.ranges.has(identity)
    if (!isDuplicate) {
      const stream = `${range.boot}/${range.worker}/${range.segment}`
      if (range.from !== (this.#ends.get(stream) ?? 0)) this.overlaps.push(range)
      this.#ends.set(stream, range.to)
      this.ranges.add(identity)
      const texts = lines.split('\n').filter(Boolean)
      if (texts.length !== range.records)
        throw new Error('a range says another number of records than it holds')
      for (const text of texts) this.records.push(UsageRecord.parse(JSON.parse(text)))
    }
    reply({ type: 'usage-ack', range, isDuplicate })
  }

  #grantOnce(request: MessageOf<'quota-request'>, reply: (message: SyncMessage) => void): void {
    const { ask, requestId } = request
    const before = ask === undefined ? undefined : this.#answered.get(ask)
    if (before !== undefined) {
      reply({ ...before, requestId } as SyncMessage)
      return
    }
    this.#grant(request, (answer) => {
      if (ask !== undefined && (answer as MessageOf<'quota-grant'>).granted > 0)
        this.#answered.set(ask, answer)
      if (!this.isLosingGrants) reply(answer)
    })
  }

  #grant(request: MessageOf<'quota-request'>, reply: (message: SyncMessage) => void): void {
    if (!this.isGranting) return
    if (request.charge !== undefined) {
      this.#grantUnits(request, request.charge, reply)
      return
    }
    const { requestId, subscriptionId, period } = request
    const holder = this.resources.get(`subscription/${subscriptionId}`) as Extract<
      Resource,
      { kind: 'subscription' }
    >
    const plan = this.resources.get(`plan/${holder.spec.planId}`) as Extract<Resource, { kind: 'plan' }>
    const limit = plan.spec.quota?.requests ?? 0
    const name = `${subscriptionId} ${period}`
    const before = this.#granted.get(name) ?? 0
    const granted = Math.max(0, Math.min(this.quotaChunk, limit - before))
    const used = before + granted
    this.#granted.set(name, used)
    this.granted += granted
    reply({
      type: 'quota-grant',
      requestId,
      subscriptionId,
      period,
      granted,
      isExhausted: used >= limit,
      used,
      limit,
    })
  }

  /** As the contract says of budgets: on top of what was granted, or of what was spent when that is more. */
  #grantUnits(
    { requestId, subscriptionId, period, spent }: MessageOf<'quota-request'>,
    charge: string,
    reply: (message: SyncMessage) => void,
  ): void {
    const { limit, by } = this.budgets[charge] ?? { limit: 0, by: 'credit' }
    const name = `${subscriptionId} ${period} ${charge}`
    const before = Math.max(this.#granted.get(name) ?? 0, spent ?? 0)
    const granted = Math.max(0, Math.min(this.quotaChunk, limit - before))
    const used = before + granted
    if (granted > 0) this.#granted.set(name, used)
    this.granted += granted
    const isExhausted = granted === 0
    reply({
      type: 'quota-grant',
      requestId,
      subscriptionId,
      period,
      charge,
      granted,
      isExhausted,
      ...(isExhausted && { exhaustedBy: by }),
      used,
      limit,
    })
  }

  #takeBack(message: MessageOf<'quota-return'>, reply: (message: SyncMessage) => void): void {
    const { requestId, subscriptionId, period, charge, requests } = message
    const name =
      charge === undefined ? `${subscriptionId} ${period}` : `${subscriptionId} ${period} ${charge}`
    this.#granted.set(name, (this.#granted.get(name) ?? 0) - requests)
    this.returned += requests
    reply({ type: 'quota-returned', requestId })
  }
}
