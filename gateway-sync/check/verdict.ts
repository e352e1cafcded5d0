import type { Resource, ResourceKind } from '../contract/index.ts'
import type { Change } from './validate.ts'

export type ResourceOf<K extends ResourceKind> = Extract<Resource, { kind: K }>

/** What is served now, except credentials, which refer to nothing. */
export type Served = {
  routes: ReadonlyMap<string, ResourceOf<'route'>>
  plans: ReadonlyMap<string, ResourceOf<'plan'>>
  subscriptions: ReadonlyMap<string, ResourceOf<'subscription'>>
}

/** What to serve from now on, and what was held back and why. */
export type Verdict = { changes: Change[]; withheld: Change[] }
