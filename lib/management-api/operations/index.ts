import type { Operation } from '../operation.ts'

/** Every call of the management API, in the order of the document. */
export const operations: Operation[] = []
