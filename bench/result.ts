/** One row of the table that `npm run bench` prints and keeps. */
export type Row = {
  suite: string
  what: string
  measured: string
  /** The number the project set itself, or empty. */
  goal: string
  /** reached, missed, or measured (no goal). A suite that could not be run to its end has missed. */
  verdict: 'reached' | 'missed' | 'measured'
}

/** A row with a goal that `value` must reach. */
export function atLeast(suite: string, what: string, value: number, goal: number, unit = ''): Row {
  return row(suite, what, value, `≥ ${grouped(goal)}${unit}`, value >= goal, unit)
}

/** A row with a goal that `value` must not exceed. */
export function atMost(suite: string, what: string, value: number, goal: number, unit = ''): Row {
  return row(suite, what, value, `≤ ${grouped(goal)}${unit}`, value <= goal, unit)
}

/** A row with a goal that `value` must be, to the unit. */
export function exactly(suite: string, what: string, value: number, goal: number): Row {
  return row(suite, what, value, `= ${grouped(goal)}`, value === goal, '')
}

/** A row without a goal. */
export const measured = (suite: string, what: string, value: string): Row => ({
  suite,
  what,
  measured: value,
  goal: '',
  verdict: 'measured',
})

/** The row of a suite that did not come to its end. */
export const failed = (suite: string, why: string): Row => ({
  suite,
  what: 'the suite did not come to its end',
  measured: why.split('\n')[0]!.slice(0, 200),
  goal: '',
  verdict: 'missed',
})

/** A number with thousands set apart: `100,000`. */
export const grouped = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 3 })

function row(
  suite: string,
  what: string,
  value: number,
  goal: string,
  isReached: boolean,
  unit: string,
): Row {
  const isWhole = Number.isInteger(value) || Math.abs(value) >= 1_000
  const shown = isWhole ? grouped(Math.round(value)) : value.toPrecision(3)
  return { suite, what, measured: shown + unit, goal, verdict: isReached ? 'reached' : 'missed' }
}

/** The rows as a Markdown table. */
export function toMarkdown(rows: Row[]): string {
  const lines = rows.map(
    ({ what, measured: value, goal, verdict }) => `| ${what} | ${value} | ${goal} | ${verdict} |`,
  )
  return ['| What | Measured | Goal | Verdict |', '|---|---|---|---|', ...lines].join('\n')
}

/** The rows as a table for a terminal. */
export function toText(rows: Row[]): string {
  const cells = rows.map(({ suite, what, measured: value, goal, verdict }) => [
    suite,
    what,
    value,
    goal,
    verdict,
  ])
  const all = [['Suite', 'What', 'Measured', 'Goal', 'Verdict'], ...cells]
  const widths = all[0]!.map((_, column) => Math.max(...all.map((line) => line[column]!.length)))
  return all.map((line) => line.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')).join('\n')
}
