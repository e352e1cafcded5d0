import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readJson, writeJson } from './json-file.ts'

/** What is made on the first start and kept. */
export interface Secrets {
  databasePassword: string
  authSecret: string
  /** The local gateway's token, once it is registered. */
  gatewayToken?: string
  /** Where the database lies when the data directory cannot be entered by the user PostgreSQL runs as. */
  databaseDir?: string
}

const random = () => randomBytes(32).toString('base64url')

/**
 * Reads the secrets, making those that do not exist yet. A file that is there but cannot be read is an error: making new
 * ones over it would lock the database.
 */
export function keepSecrets(path: string): Secrets {
  const kept = readJson<Partial<Secrets>>(path)
  if (!kept && existsSync(path)) throw new Error(`${path} is not readable JSON. Restore it or move it away.`)
  if (kept?.databasePassword && kept.authSecret) return kept as Secrets
  const secrets = { databasePassword: random(), authSecret: random(), ...kept }
  writeJson(path, secrets)
  return secrets
}

/** Keeps one more secret. */
export function keepSecret(path: string, change: Partial<Secrets>): Secrets {
  const secrets = { ...keepSecrets(path), ...change }
  writeJson(path, secrets)
  return secrets
}
