import { diffLines } from 'diff'

export type DiffLine = { kind: 'same' | 'added' | 'removed' | 'gap'; text: string }

const secretName = /secret|token|password|digest|authorization|^key$|apikey|privatekey/i
const context = 3

/** A copy in which the values of secret names are dots. */
export function maskSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskSecrets)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretName.test(name) && typeof inner === 'string' ? '••••••••' : maskSecrets(inner),
    ]),
  )
}

const sortKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, inner]) => [name, sortKeys(inner)]),
  )
}

const print = (value: unknown): string =>
  value === null || value === undefined ? '' : `${JSON.stringify(sortKeys(maskSecrets(value)), null, 2)}\n`

/** Lines of the change from one JSON value to another: secrets masked, keys in order, long equal stretches folded. */
export function diffJsonLines(before: unknown, after: unknown): DiffLine[] {
  const parts = diffLines(print(before), print(after))
  const lines = parts.flatMap((part) =>
    part.value
      .replace(/\n$/, '')
      .split('\n')
      .map((text): DiffLine => ({ kind: part.added ? 'added' : part.removed ? 'removed' : 'same', text })),
  )
  return fold(lines.filter((line) => line.kind !== 'same' || line.text !== ''))
}

function fold(lines: DiffLine[]): DiffLine[] {
  const isNear = (index: number) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((line) => line.kind !== 'same')
  const folded: DiffLine[] = []
  let skipped = 0
  for (const [index, line] of lines.entries()) {
    if (isNear(index)) {
      if (skipped > 0) folded.push(gap(skipped))
      skipped = 0
      folded.push(line)
    } else skipped += 1
  }
  if (skipped > 0) folded.push(gap(skipped))
  return folded
}

const gap = (count: number): DiffLine => ({
  kind: 'gap',
  text: `${count} unchanged ${count === 1 ? 'line' : 'lines'}`,
})
