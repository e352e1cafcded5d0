import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** What journeys and benchmarks start Chromium with: it also has to run as root and without a screen. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

// Some systems have a "chromium" that only says how to install one: it has to run.
const runs = (path: string) =>
  spawnSync(path, ['--version', '--no-sandbox'], { timeout: 30_000 }).status === 0

function candidates(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const system = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...system, ...MAC, chromium.executablePath()]
}

/** A Chromium that runs: CHROMIUM_PATH, the system's, or Playwright's own. Null when there is none. */
export function findChromium(): string | null {
  const wanted = process.env.CHROMIUM_PATH
  if (wanted && !runs(wanted)) throw new Error(`CHROMIUM_PATH is ${wanted}, and that does not run.`)
  return wanted ?? candidates().find((path) => existsSync(path) && runs(path)) ?? null
}

function attempt(command: string, args: string[]): boolean {
  console.info(`  ${command} ${args.join(' ')}`)
  const result = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
  if (result.status !== 0)
    console.info(`  failed: ${(result.stderr || String(result.error)).trim().slice(-500)}`)
  return result.status === 0
}

/** Like `findChromium`, and installs one when there is none. Throws a message that says what was tried. */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  console.info('No Chromium is there; installing one.')
  const isRoot = process.getuid?.() === 0
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    const packages = ['install', '-y', '--no-install-recommends', 'chromium']
    if (attempt('apt-get', ['update', '-q']) && attempt('apt-get', packages)) {
      const installed = findChromium()
      if (installed) return installed
    }
  }
  const cli = join(import.meta.dirname, '../../node_modules/playwright/cli.js')
  attempt(process.execPath, [cli, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium'])
  const installed = findChromium()
  if (installed) return installed
  throw new Error(
    'The browser journeys need a Chromium, and none could be installed (see above). ' +
      'Install one, for example with "apt-get install chromium", or set CHROMIUM_PATH.',
  )
}
