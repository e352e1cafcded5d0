import { hash } from 'node:crypto'
import { isWellFormedKey, type RefusalCode } from '#gateway-sync/contract/index.ts'
import { STATE_REVOKED } from '../memory/credential-layout.ts'
import type { CredentialReader } from '../memory/credential-reader.ts'
import type { ApplicationEntry, Configuration } from './configuration.ts'

/** A credential that passed. */
export interface KnownCredential {
  id: string
  application: ApplicationEntry
  expiresAt: number
  record: number
  word: number
  /** Its part of a journal line. */
  journal: string
}

const REMEMBERED_MAX = 20_000

/**
 * Tells whose key it is. Keys that passed are remembered, which saves the hash; the shared table is asked all the
 * same, so a revocation holds for the next request in every thread.
 */
export class Authenticator {
  readonly #remembered = new Map<string, KnownCredential>()
  readonly #configuration: Configuration
  reader: CredentialReader

  constructor(reader: CredentialReader, configuration: Configuration) {
    this.reader = reader
    this.#configuration = configuration
  }

  /** Replaces the whole table. */
  replace(reader: CredentialReader): void {
    this.reader = reader
    this.#remembered.clear()
  }

  /** The credential of a key, or why it does not pass. `at` is epoch ms. */
  authenticate(key: string, at: number): KnownCredential | RefusalCode {
    const known = this.#remembered.get(key)
    if (known !== undefined && this.reader.wordOf(known.record) === known.word) {
      return known.expiresAt > at ? known : 'credential_expired'
    }
    if (!isWellFormedKey(key)) return 'credential_unknown'
    const found = this.authenticateDigest(hash('sha256', key, 'buffer'), at)
    if (typeof found === 'string') return found
    if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear()
    this.#remembered.set(key, found)
    return found
  }

  /** The same by the key's SHA-256 digest (32 bytes). */
  authenticateDigest(digest: Buffer, at: number): KnownCredential | RefusalCode {
    const found = this.reader.find(digest)
    if (found === null) return 'credential_unknown'
    if (found.state === STATE_REVOKED) return 'credential_revoked'
    if (found.expiresAt <= at) return 'credential_expired'
    const application = this.#configuration.application(found.application, () =>
      this.reader.text(found.application),
    )
    const { id, expiresAt, record, word } = found
    return { id, application, expiresAt, record, word, journal: `,"cred":${JSON.stringify(id)}` }
  }

  /** True while the credential is what it was when it passed. */
  isUnchanged(credential: KnownCredential): boolean {
    return this.reader.wordOf(credential.record) === credential.word
  }
}
