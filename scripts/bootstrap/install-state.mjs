// Plain JavaScript without dependencies: it runs before the installation, on any Node from 20 on.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null)
const identity = (entry) => entry.integrity ?? entry.version ?? ''
// A package for another platform may be absent, a linked or bundled one is not npm's to record.
const mayBeAbsent = (entry) =>
  entry.optional || entry.devOptional || entry.peer || entry.link || entry.inBundle

/**
 * Says in a few words why the installed packages are not those of the lock file, or null when they are.
 * `installed` is the record that npm writes at the end of a whole installation (`node_modules/.package-lock.json`), so
 * that one that was broken off counts as missing.
 */
export function staleReason(lock, installed) {
  if (!installed) return 'dependencies are not installed'
  const there = installed.packages ?? {}
  for (const [path, entry] of Object.entries(lock.packages ?? {})) {
    if (path === '') continue
    const found = there[path]
    if (!found && !mayBeAbsent(entry)) return `${path} is missing`
    if (found && identity(found) !== identity(entry)) return `${path} has another version`
  }
  return null
}

/** `staleReason` of the checkout at `root`. */
export const staleReasonAt = (root) =>
  staleReason(
    read(join(root, 'package-lock.json')) ?? {},
    read(join(root, 'node_modules/.package-lock.json')),
  )

const suits = (wanted, here) => !wanted || (wanted.includes(here) && !wanted.includes(`!${here}`))
const isForThisPlatform = (entry) => suits(entry.os, process.platform) && suits(entry.cpu, process.arch)

/** How many of the lock file's packages for this platform lie in `node_modules`: how far an installation is. */
export function countInstalled(root) {
  const paths = Object.entries(read(join(root, 'package-lock.json'))?.packages ?? {})
    .filter(([path, entry]) => path !== '' && isForThisPlatform(entry))
    .map(([path]) => path)
  return {
    there: paths.filter((path) => existsSync(join(root, path, 'package.json'))).length,
    all: paths.length,
  }
}
