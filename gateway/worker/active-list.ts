/** An item of an `ActiveList`: it carries its own links, so that entering and leaving cost nothing. */
export interface Linked {
  previous: Linked | null
  next: Linked | null
  /** Looks whether a deadline has passed; `tick` counts sweeps, `now` is `performance.now()`. */
  sweep: (tick: number, now: number) => void
}

/** Requests under way, in the order they came. One timer sweeps them all instead of a timer each. */
export class ActiveList {
  #first: Linked | null = null
  #last: Linked | null = null
  size = 0
  /** Sweeps so far: a clock that costs nothing to read. */
  tick = 0

  add(item: Linked): void {
    item.previous = this.#last
    if (this.#last === null) this.#first = item
    else this.#last.next = item
    this.#last = item
    this.size++
  }

  remove(item: Linked): void {
    if (item.previous === null) this.#first = item.next
    else item.previous.next = item.next
    if (item.next === null) this.#last = item.previous
    else item.next.previous = item.previous
    item.previous = item.next = null
    this.size--
  }

  *all(): Generator<Linked> {
    for (let item = this.#first; item !== null; item = item.next) yield item
  }

  sweep(now: number): void {
    this.tick++
    let item = this.#first
    while (item !== null) {
      // Sweeping may take the item off the list.
      const next: Linked | null = item.next
      item.sweep(this.tick, now)
      item = next
    }
  }
}
