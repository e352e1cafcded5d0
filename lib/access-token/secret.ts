import { hash, randomBytes } from 'node:crypto'

/** A token of the management API: `gt_` and 256 random bits. Shown once. */
export const generateAccessToken = (): string => `gt_${randomBytes(32).toString('base64url')}`

/** What is stored of a token. 256 random bits need no slow function. */
export const describeSecret = (secret: string): { digest: string; hint: string } => ({
  digest: digestAccessToken(secret),
  hint: secret.slice(-4),
})

export const digestAccessToken = (secret: string): string => hash('sha256', secret, 'hex')
