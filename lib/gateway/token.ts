import { hash, randomBytes } from 'node:crypto'

/** A gateway's token: `gwt_` and 256 random bits. Shown once; only its digest is stored. */
export function newGatewayToken(): { token: string; tokenDigest: string } {
  const token = `gwt_${randomBytes(32).toString('base64url')}`
  return { token, tokenDigest: hash('sha256', token, 'hex') }
}
