import type { RebillDifference } from './schema/changes.ts'

type Line = {
  kind: string
  description: string
  planId: string | null
  chargeKey: string | null
  amount: bigint
  quantity: { toFixed(): string } | null
}

const keyOf = ({ kind, planId, chargeKey, description }: Line): string =>
  JSON.stringify([kind, planId, chargeKey, chargeKey ? '' : description])

function sumOf(lines: readonly Line[], key: string) {
  const same = lines.filter((line) => keyOf(line) === key)
  return {
    line: same[0],
    amount: same.reduce((sum, { amount }) => sum + amount, 0n),
    quantity: same[0]?.quantity?.toFixed() ?? null,
  }
}

/** Every line of either invoice against its counterpart, in the order of the old one. */
export function rebillDifferences(before: readonly Line[], after: readonly Line[]): RebillDifference[] {
  const keys = [...new Set([...before, ...after].map(keyOf))]
  return keys.map((key) => {
    const [was, is] = [sumOf(before, key), sumOf(after, key)]
    const { kind, description } = (is.line ?? was.line)!
    return {
      kind,
      description,
      before: was.amount,
      after: is.amount,
      quantityBefore: was.quantity,
      quantityAfter: is.quantity,
    }
  })
}
