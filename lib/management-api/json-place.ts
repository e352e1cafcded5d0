const SEARCHED_LENGTH_MAX = 1024 * 1024
const BROKE_OFF = /end of JSON input|Unterminated/

function failure(text: string): string {
  try {
    JSON.parse(text)
    return ''
  } catch (error) {
    return String(error)
  }
}

/** Where a start of the text first fails for another reason than its end: V8 does not tell of an unexpected token. */
function searched(text: string): number {
  let good = 0
  let bad = text.length
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1
    const message = failure(text.slice(0, middle))
    if (message === '' || BROKE_OFF.test(message)) good = middle
    else bad = middle
  }
  return bad - 1
}

function positionOf(message: string, text: string): number | null {
  const told = /at position (\d+)/.exec(message)?.[1]
  if (told !== undefined) return Number(told)
  if (BROKE_OFF.test(message)) return text.length
  return text.length <= SEARCHED_LENGTH_MAX ? searched(text) : null
}

/** Where text that `JSON.parse` refused goes wrong: `line 3, column 17`, or V8's own words for a large one. */
export function jsonPlace(text: string): string {
  const message = failure(text)
  const position = positionOf(message, text)
  if (position === null) return message
  const before = text.slice(0, position).split('\n')
  return `line ${before.length}, column ${before.at(-1)!.length + 1}`
}
