/** Prepaid money that may be used in `[startsAt, expiresAt)`, ms since the epoch; `amount` is what is left of it, in minor units. */
export type Credit = {
  id: string
  amount: bigint
  /** Lower is used first. */
  priority: number
  startsAt: number
  expiresAt: number | null
}

/** What usage of one hour came to, in minor units. Negative where a volume price fell: then credits come back. */
export type Spend = { hour: number; amount: bigint }

export type BurnDown = {
  /** What was taken of each credit; those that were not touched are left out. */
  covered: Map<string, bigint>
  /** What no credit covered. */
  uncovered: bigint
  /** What can still be used, of all credits that have begun. */
  left: bigint
  /** What nobody can use any more. */
  expired: bigint
}

const HOUR_MS = 3_600_000
const NEVER = Number.MAX_SAFE_INTEGER

/** By priority; then what expires sooner; then what is older. */
const byUse = (a: Credit, b: Credit): number =>
  a.priority - b.priority ||
  (a.expiresAt ?? NEVER) - (b.expiresAt ?? NEVER) ||
  a.startsAt - b.startsAt ||
  (a.id < b.id ? -1 : 1)

/** Sums of usage are kept by the hour: a credit serves an hour if it may be used in any part of it. */
const serves = ({ startsAt, expiresAt }: Credit, hour: number): boolean =>
  startsAt < hour + HOUR_MS && (expiresAt === null || expiresAt > hour)

/** Credits as they are drawn: remembers the order, so that what comes back goes where it came from last. */
class Purse {
  readonly left: Map<string, bigint>
  readonly #drawn: { id: string | null; amount: bigint }[] = []

  constructor(credits: readonly Credit[]) {
    this.left = new Map(credits.map(({ id, amount }) => [id, amount]))
  }

  draw(amount: bigint, usable: readonly Credit[]): void {
    let open = amount
    for (const { id } of usable) {
      const left = this.left.get(id)!
      const part = left < open ? left : open
      if (part <= 0n) continue
      this.left.set(id, left - part)
      this.#drawn.push({ id, amount: part })
      open -= part
    }
    if (open > 0n) this.#drawn.push({ id: null, amount: open })
  }

  giveBack(amount: bigint): void {
    for (let open = amount; open > 0n; ) {
      const last = this.#drawn.at(-1)
      if (!last) return
      const part = last.amount < open ? last.amount : open
      last.amount -= part
      open -= part
      if (last.id !== null) this.left.set(last.id, this.left.get(last.id)! + part)
      if (last.amount === 0n) this.#drawn.pop()
    }
  }

  get uncovered(): bigint {
    return this.#drawn.reduce((sum, { id, amount }) => (id === null ? sum + amount : sum), 0n)
  }
}

/**
 * Takes what usage came to, hour by hour, from the credits that may be used then. Conserves money: what is covered and
 * what is not sum to what was spent, and each credit is what was taken of it, what is left and what expired. Pure, and
 * the order in which credits and hours are given does not matter.
 */
export function burnDown(credits: readonly Credit[], spends: readonly Spend[], at: number): BurnDown {
  const inOrder = [...credits].sort(byUse)
  const purse = new Purse(credits)
  const net = new Map<number, bigint>()
  for (const { hour, amount } of spends) net.set(hour, (net.get(hour) ?? 0n) + amount)
  for (const [hour, amount] of [...net].sort(([a], [b]) => a - b)) {
    if (amount < 0n) purse.giveBack(-amount)
    else
      purse.draw(
        amount,
        inOrder.filter((credit) => serves(credit, hour)),
      )
  }
  const result: BurnDown = { covered: new Map(), uncovered: purse.uncovered, left: 0n, expired: 0n }
  for (const { id, amount, startsAt, expiresAt } of inOrder) {
    const left = purse.left.get(id)!
    if (left !== amount) result.covered.set(id, amount - left)
    if (expiresAt !== null && expiresAt <= at) result.expired += left
    else if (startsAt <= at) result.left += left
  }
  return result
}
