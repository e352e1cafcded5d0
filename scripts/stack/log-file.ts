import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'

const SIZE_BYTES_MAX = 20 * 1024 * 1024
const FOLLOW_MS = 200
const WIDTH = 400

/** Opens a process's log for appending, or empties it first. A large one is put aside as `.1`. */
export function openLog(path: string, how: 'append' | 'empty' = 'append'): number {
  mkdirSync(dirname(path), { recursive: true })
  if (existsSync(path) && statSync(path).size > SIZE_BYTES_MAX) renameSync(path, `${path}.1`)
  return openSync(path, how === 'append' ? 'a' : 'w', 0o600)
}

function readFrom(path: string, from: number): { text: string; end: number } {
  const file = openSync(path, 'r')
  try {
    const end = fstatSync(file).size
    const start = Math.min(from, end)
    const buffer = Buffer.alloc(end - start)
    readSync(file, buffer, 0, buffer.length, start)
    return { text: buffer.toString('utf8'), end }
  } finally {
    closeSync(file)
  }
}

/** The last lines of a log, cut at a readable width, for a message that says why its process failed. */
export function tailOf(path: string, lines: number): string {
  if (!existsSync(path)) return ''
  const { text } = readFrom(path, Math.max(0, statSync(path).size - 64 * 1024))
  const last = text.trimEnd().split('\n').slice(-lines)
  return last.map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH)} …` : line)).join('\n')
}

/** Calls `onLine` for each line that is appended from now on. Returns what ends it. */
export function followLog(path: string, onLine: (line: string) => void): () => void {
  let position = existsSync(path) ? statSync(path).size : 0
  let rest = ''
  const timer = setInterval(() => {
    if (!existsSync(path)) return
    const { text, end } = readFrom(path, position)
    position = end
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  }, FOLLOW_MS)
  timer.unref()
  return () => clearInterval(timer)
}
