import { CLOSE, type Session } from './session.ts'

/** The gateways that are connected now: one session each, the newest wins. */
export class Sessions {
  readonly #byGateway = new Map<string, Session>()

  get size(): number {
    return this.#byGateway.size
  }

  /** Adds a session; an older one of the same gateway is closed. */
  add(session: Session): void {
    const { id } = session.gateway
    this.#byGateway.get(id)?.close(CLOSE.replaced, 'replaced by a newer connection')
    this.#byGateway.set(id, session)
    void session.ended.then(() => {
      if (this.#byGateway.get(id) === session) this.#byGateway.delete(id)
    })
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
