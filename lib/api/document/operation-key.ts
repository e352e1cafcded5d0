import { hash } from 'node:crypto'

/** The gateway's bound on ids. */
const LENGTH_MAX = 64

const safe = (text: string): string => text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '')

function shortened(key: string): string {
  return key.length <= LENGTH_MAX
    ? key
    : `${key.slice(0, LENGTH_MAX - 9)}-${hash('sha256', key, 'hex').slice(0, 8)}`
}

/**
 * Keys for the operations of one document: fit for URLs, 64 characters at most, unique, and the same again when the
 * operation is met again: the operationId, or method and path when there is none or it was given before.
 */
export class OperationKeys {
  readonly #taken = new Set<string>()

  next(operationId: string, method: string, path: string): string {
    const byPath = [method, safe(path.replace(/[{}]/g, ''))].filter(Boolean).join('-')
    for (const candidate of [
      safe(operationId),
      byPath,
      `${byPath}-${hash('sha256', `${method} ${path}`, 'hex').slice(0, 8)}`,
    ]) {
      const key = shortened(candidate)
      if (key === '' || this.#taken.has(key)) continue
      this.#taken.add(key)
      return key
    }
    throw new Error(`There are two operations ${method} ${path}.`)
  }
}
