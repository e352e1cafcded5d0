import { CLOSE, type Session } from './session.ts'

const REPLACEMENTS_MAX = 4
const REPLACEMENT_WINDOW_MS = 10_000

/** The gateways that are connected now: one session each, the newest wins. */
export class Sessions {
  readonly #byGateway = new Map<string, Session>()
  /** When connections of a gateway were replaced lately. */
  readonly #replacedAt = new Map<string, number[]>()

  get size(): number {
    return this.#byGateway.size
  }

  /** Adds the session that `open` makes; an older one of the same gateway is closed, and its end comes first. */
  add(id: string, open: (previous: Promise<void>) => Session): void {
    const older = this.#byGateway.get(id)
    if (older) {
      older.close(CLOSE.replaced, 'replaced by a newer connection')
      this.#replacedAt.set(id, [...this.#latelyReplaced(id), Date.now()])
    }
    const session = open(older?.ended ?? Promise.resolve())
    this.#byGateway.set(id, session)
    void session.ended.then(() => {
      if (this.#byGateway.get(id) === session) this.#byGateway.delete(id)
    })
  }

  /** True while connections with one gateway's token keep replacing each other: two programs share it. */
  isContested(gatewayId: string): boolean {
    return this.#latelyReplaced(gatewayId).length >= REPLACEMENTS_MAX
  }

  #latelyReplaced(gatewayId: string): number[] {
    const since = Date.now() - REPLACEMENT_WINDOW_MS
    return (this.#replacedAt.get(gatewayId) ?? []).filter((at) => at > since)
  }

  offer(isUrgent: boolean): void {
    for (const session of this.#byGateway.values()) session.offer(isUrgent)
  }

  list(): Session[] {
    return [...this.#byGateway.values()]
  }

  /** Closes every connection and waits until its end is on record, or for five seconds. */
  async closeAll(code: number, reason: string): Promise<void> {
    const sessions = this.list()
    for (const session of sessions) session.close(code, reason)
    const patience = new Promise((resolve) => setTimeout(resolve, 5_000).unref())
    await Promise.race([Promise.all(sessions.map((session) => session.ended)), patience])
  }
}
