/**
 * What goes wrong with the next calls. `status`: answered so without any work · `stored`: an error 500 that is kept under
 * the idempotency key · `lost`: the work is done, its answer never arrives.
 */
export type Fault = {
  kind: 'status' | 'stored' | 'lost'
  status: number
  times: number
  /** Only calls like this, e.g. `POST /v1/invoices`; all calls when empty. */
  call: string
  /** Only calls whose body, decoded, holds this text: those of one customer among others. Any body when empty. */
  body: string
}

/** The faults that are still to happen, first come first served. */
export class Faults {
  #faults: Fault[] = []

  add(fault: Partial<Fault>): void {
    this.#faults.push({ kind: 'status', status: 500, times: 1, call: '', body: '', ...fault })
  }

  clear(): void {
    this.#faults = []
  }

  /** True when all of them have happened. */
  get isSpent(): boolean {
    return this.#faults.every(({ times }) => times === 0)
  }

  /** The fault of this call, used up by one. */
  take({ method, path, body }: { method: string; path: string; body: string }): Fault | null {
    const call = `${method} ${path}`
    const isCall = (wanted: string) =>
      wanted === '' || new RegExp(`^${wanted.replaceAll(':id', '[^/]+')}$`).test(call)
    const isIn = (text: string) =>
      [...new URLSearchParams(body).values()].some((value) => value.includes(text))
    const fault = this.#faults.find(
      (fault) => fault.times > 0 && isCall(fault.call) && (fault.body === '' || isIn(fault.body)),
    )
    if (!fault) return null
    fault.times--
    return fault
  }
}
