import type { CreditItem } from '#lib/credit/schema.ts'

const ranks: Record<CreditItem['status'], number> = { usable: 0, waiting: 1, used: 2, expired: 3, voided: 4 }

/** As usage takes them: lower priority first, then what expires sooner, then what is older; what cannot be used comes last. */
export function inOrderOfUse(credits: readonly CreditItem[]): CreditItem[] {
  const end = ({ expiresAt }: CreditItem) => expiresAt?.getTime() ?? Number.POSITIVE_INFINITY
  const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)
  return [...credits].sort(
    (a, b) =>
      compare(ranks[a.status], ranks[b.status]) ||
      compare(a.priority, b.priority) ||
      compare(end(a), end(b)) ||
      compare(a.startsAt.getTime(), b.startsAt.getTime()) ||
      (a.id < b.id ? -1 : 1),
  )
}
