import type { Resource } from '../contract/index.ts'

/**
 * Translates the neutral form for one kind of gateway. `translate` throws `UnsupportedResource` for what that kind
 * cannot enforce: it must be refused, never skipped.
 */
export interface Target {
  /** e.g. `embedded` */
  readonly kind: string
  translate(resource: Resource): Resource
}

export class UnsupportedResource extends Error {
  override readonly name = 'UnsupportedResource'
}
