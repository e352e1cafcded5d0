/** Bytes `[from, to)` of one segment of a journal. */
export type Stretch = { from: number; to: number }

/**
 * What of a stretch is new: the stretch without what was taken in before (`taken`, in any order). A journal that is cut
 * differently after a crash, or sent again, so gives each byte once. Pure.
 */
export function newPieces(stretch: Stretch, taken: readonly Stretch[]): Stretch[] {
  const pieces: Stretch[] = []
  let from = stretch.from
  for (const other of taken.toSorted((a, b) => a.from - b.from)) {
    if (other.to <= from) continue
    if (other.from >= stretch.to) break
    if (other.from > from) pieces.push({ from, to: other.from })
    from = other.to
  }
  if (from < stretch.to) pieces.push({ from, to: stretch.to })
  return pieces
}
