import { randomBytes } from 'node:crypto'

/** A name that no other test has: `Word 3f9a1c20`. */
export const uniqueName = (word: string): string => `${word} ${randomBytes(4).toString('hex')}`
