import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { root } from '../stack/paths.ts'

/** What a test needs: nothing, other processes, or a database. Read from what it imports, so that nobody declares it. */
export type TestKind = 'unit' | 'process' | 'database'

// Types are gone at run time: `import type` does not count.
const IMPORT =
  /(?:^|\n)\s*(?:import|export)(?!\s+type\b)[^'"\n;]*(?:\{[^}]*\})?[^'"\n;]*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g

const DATABASE = /^(pg|lib\/core\/db\.ts|scripts\/test-support\/database\.ts)$/
const PROCESS = /^(node:child_process|node:worker_threads)$/

/** What a file imports: packages by name, files of the house by their path from the checkout. */
function importsOf(path: string, source: string): string[] {
  return [...source.matchAll(IMPORT)].map((match) => {
    const name = match[1] ?? match[2] ?? ''
    if (name.startsWith('#')) return name.slice(1)
    return name.startsWith('.') ? normalize(join(dirname(path), name)) : name
  })
}

const cache = new Map<string, string[]>()

function importsOfFile(path: string): string[] {
  const known = cache.get(path)
  if (known) return known
  const full = join(root, path)
  const found =
    /\.(ts|tsx|mjs)$/.test(path) && existsSync(full) ? importsOf(path, readFileSync(full, 'utf8')) : []
  cache.set(path, found)
  return found
}

/** The kind of a test file, given by its path from the checkout. */
export function kindOf(path: string): TestKind {
  const seen = new Set([path])
  const open = [path]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (file.startsWith('lib/generated')) continue
    for (const name of importsOfFile(file)) {
      if (seen.has(name)) continue
      seen.add(name)
      open.push(name)
    }
  }
  const reached = [...seen]
  if (reached.some((name) => DATABASE.test(name))) return 'database'
  return reached.some((name) => PROCESS.test(name)) ? 'process' : 'unit'
}

/** Every test file of the checkout by its kind. */
export function testFiles(): Record<TestKind, string[]> {
  const files: Record<TestKind, string[]> = { unit: [], process: [], database: [] }
  const found = globSync('**/*.test.{ts,tsx,mjs}', {
    cwd: root,
    exclude: (entry) => ['node_modules', '.next', '.data', '.git', 'e2e'].includes(String(entry)),
  })
  for (const path of found.sort()) files[kindOf(path)].push(relative(root, join(root, path)))
  return files
}
