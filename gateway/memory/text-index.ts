/** FNV-1a over UTF-16 units: spreads ids that differ in a few characters. */
export function hashOfText(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return (value ^ (value >>> 15)) | 0
}

/**
 * Finds numbers by text without holding the texts: open addressing, four bytes a slot, the caller tells the text of a
 * number. Some 8 to 16 bytes an entry where a Map would take a hundred.
 */
export class TextIndex {
  #slots: Int32Array
  #used = 0
  readonly #textOf: (value: number) => string

  constructor(textOf: (value: number) => string, capacity = 1024) {
    this.#textOf = textOf
    this.#slots = new Int32Array(capacity)
  }

  /** The number stored for this text, or -1. */
  find(text: string): number {
    const mask = this.#slots.length - 1
    for (let at = hashOfText(text) & mask; ; at = (at + 1) & mask) {
      const entry = this.#slots[at]!
      if (entry === 0) return -1
      if (entry > 0 && this.#textOf(entry - 1) === text) return entry - 1
    }
  }

  /** Adds a number under a text that is not there yet. */
  add(text: string, value: number): void {
    if ((this.#used + 1) * 3 > this.#slots.length * 2) this.#rehash()
    this.#place(text, value)
    this.#used++
  }

  /** Removes a number; the text must still be readable. */
  remove(text: string, value: number): void {
    const mask = this.#slots.length - 1
    for (let at = hashOfText(text) & mask; this.#slots[at] !== 0; at = (at + 1) & mask) {
      if (this.#slots[at] !== value + 1) continue
      this.#slots[at] = -1
      return
    }
  }

  #place(text: string, value: number): void {
    const mask = this.#slots.length - 1
    let at = hashOfText(text) & mask
    while (this.#slots[at] !== 0) at = (at + 1) & mask
    this.#slots[at] = value + 1
  }

  #rehash(): void {
    const old = this.#slots.filter((entry) => entry > 0)
    this.#slots = new Int32Array(capacityFor(old.length + 1))
    this.#used = old.length
    for (const entry of old) this.#place(this.#textOf(entry - 1), entry - 1)
  }
}

/** The power of two that holds so many entries at most half full. */
export function capacityFor(entries: number): number {
  let capacity = 1024
  while (capacity < entries * 2) capacity *= 2
  return capacity
}
