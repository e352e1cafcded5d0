import { createHash, type Hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

function addTo(hash: Hash, folder: string, path: string, isLeftOut: (path: string) => boolean): void {
  if (isLeftOut(path)) return
  const full = join(folder, path)
  if (statSync(full).isDirectory()) {
    for (const entry of readdirSync(full).sort())
      addTo(hash, folder, path ? `${path}/${entry}` : entry, isLeftOut)
    return
  }
  hash.update(`${path}\0`).update(readFileSync(full)).update('\0')
}

/** A hash of names and content of everything under `paths` of `folder`; times do not count. Absent paths are left out. */
export function stampOf(
  folder: string,
  paths: string[],
  isLeftOut: (path: string) => boolean = () => false,
): string {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}\0`)
  for (const path of paths.toSorted())
    if (existsSync(join(folder, path))) addTo(hash, folder, path, isLeftOut)
  return hash.digest('hex')
}

/** True when `file` holds `stamp`. */
export const isStamped = (file: string, stamp: string) =>
  existsSync(file) && readFileSync(file, 'utf8') === stamp

export const writeStamp = (file: string, stamp: string) => writeFileSync(file, stamp)
