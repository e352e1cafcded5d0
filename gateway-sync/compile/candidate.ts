import type { ResourceKind } from '../contract/index.ts'

/**
 * A resource as compiled from rows: of the right shape if the rows are sound. `check` decides. `problem` says why the rows
 * could not be compiled at all.
 */
export type Candidate = {
  kind: ResourceKind
  spec: { id: string } & Record<string, unknown>
  problem?: string
}
