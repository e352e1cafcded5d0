const needsQuotes = /[",\r\n]/

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = value instanceof Date ? value.toISOString() : String(value)
  // A spreadsheet takes text that begins so for a formula: names are other people's text.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180 text with a header line. Text that a spreadsheet would run as a formula is made plain. */
export function toCsv<Row extends Record<string, unknown>>(
  rows: Row[],
  columns: (keyof Row & string)[],
): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))]
  return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('')
}
