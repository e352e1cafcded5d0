import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** A program of an installed package, to be run with the current Node. */
export const packageFile = (path: string) => join(root, 'node_modules', path)

/** Where everything that is kept lies, absolute. */
export interface DataPaths {
  dir: string
  /** Database password, signing secret, gateway token: 0600. */
  secrets: string
  postgres: string
  logs: string
  /** What runs now: 0600. */
  run: string
  /** Written by the seed: sign-ins, example call, keys for traffic: 0600. */
  demo: string
  /** Which start has been seeded. */
  seeded: string
  gateway: string
}

/** Paths under a data directory; a relative one starts at the checkout. */
export function dataPaths(dataDir: string): DataPaths {
  const dir = resolve(root, dataDir)
  return {
    dir,
    secrets: join(dir, 'secrets.json'),
    postgres: join(dir, 'postgres'),
    logs: join(dir, 'logs'),
    run: join(dir, 'run.json'),
    demo: join(dir, 'demo.json'),
    seeded: join(dir, 'seeded.json'),
    gateway: join(dir, 'gateway/local'),
  }
}
