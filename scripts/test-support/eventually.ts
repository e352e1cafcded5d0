import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Looks again and again until something is so, and resolves to what was seen: for facts that come true some moments after
 * what causes them. What `look` throws is passed on at once. After `ms` it fails with what was waited for in vain: a text,
 * or one made then, which can say how it stands.
 */
export async function eventually<T>(
  look: () => T | Promise<T>,
  what: string | (() => string),
  ms = 60_000,
): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() > end) throw new Error(`waited in vain until ${typeof what === 'string' ? what : what()}`)
    await sleep(20)
  }
}
