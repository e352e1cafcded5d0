import type { ResourceKind } from '../contract/index.ts'

/** A resource as compiled from rows: of the right shape if the rows are sound. `check` decides. */
export type Candidate = { kind: ResourceKind; spec: { id: string } & Record<string, unknown> }
