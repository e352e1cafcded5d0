/** One row of the table that `npm run bench` prints and keeps. */
export type Row = {
  suite: string
  what: string
  measured: string
  /** The number the project set itself, or empty. */
  goal: string
  /** reached, missed, or measured (no goal). */
  verdict: 'reached' | 'missed' | 'measured'
}

/** A row with a goal that `value` must reach. */
export function atLeast(suite: string, what: string, value: number, goal: number, unit = ''): Row {
  return row(suite, what, value, `≥ ${goal}${unit}`, value >= goal, unit)
}

/** A row with a goal that `value` must not exceed. */
export function atMost(suite: string, what: string, value: number, goal: number, unit = ''): Row {
  return row(suite, what, value, `≤ ${goal}${unit}`, value <= goal, unit)
}

/** A row without a goal. */
export const measured = (suite: string, what: string, value: string): Row => ({
  suite,
  what,
  measured: value,
  goal: '',
  verdict: 'measured',
})

function row(
  suite: string,
  what: string,
  value: number,
  goal: string,
  isReached: boolean,
  unit: string,
): Row {
  const shown = Number.isInteger(value) ? String(value) : value.toPrecision(3)
  return { suite, what, measured: shown + unit, goal, verdict: isReached ? 'reached' : 'missed' }
}

/** The rows as a Markdown table. */
export function toMarkdown(rows: Row[]): string {
  const lines = rows.map((r) => `| ${r.suite} | ${r.what} | ${r.measured} | ${r.goal} | ${r.verdict} |`)
  return ['| Suite | What | Measured | Goal | Verdict |', '|---|---|---|---|---|', ...lines].join('\n')
}
