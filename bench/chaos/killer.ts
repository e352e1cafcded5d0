import { setTimeout as sleep } from 'node:timers/promises'
import { signalGroup } from '#scripts/stack/kill.ts'
import type { Supervised } from '#scripts/stack/supervised.ts'

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export function randomBy(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Least and greatest pause between two kills. */
export type Pace = { minMs: number; maxMs: number }

const QUICK: Pace = { minMs: 1_500, maxMs: 7_000 }
/** One time in so many, all of them at once. */
const ALL_ONE_IN = 6

/**
 * Kills one of the processes with SIGKILL at random moments, now and then all of them, until `seconds` have passed.
 * Their supervisor starts them again. Returns how often each was killed.
 */
export async function killAtRandom(
  victims: Supervised[],
  seconds: number,
  random: () => number,
  pace = QUICK,
): Promise<Record<string, number>> {
  const kills: Record<string, number> = {}
  const until = performance.now() + seconds * 1_000
  for (;;) {
    const pause = pace.minMs + random() * (pace.maxMs - pace.minMs)
    if (performance.now() + pause > until) return kills
    await sleep(pause)
    const isAll = random() < 1 / ALL_ONE_IN
    const one = victims[Math.floor(random() * victims.length)]!
    for (const victim of isAll ? victims : [one]) {
      const identity = victim.current()
      if (!identity) continue
      signalGroup(identity.pid, 'SIGKILL')
      kills[victim.spec.name] = (kills[victim.spec.name] ?? 0) + 1
    }
  }
}
