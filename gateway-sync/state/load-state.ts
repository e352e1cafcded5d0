import type { Touched } from '#lib/core/config-change.ts'
import { type Change, toChanges, validate } from '../check/validate.ts'
import { compileCredential } from '../compile/compile-credential.ts'
import { compilePlan } from '../compile/compile-plan.ts'
import { compileRoute } from '../compile/compile-route.ts'
import { compileRows } from '../compile/compile-rows.ts'
import { compileSubscription } from '../compile/compile-subscription.ts'
import type { ResourceRef } from '../contract/index.ts'
import type { Queryable } from '../database.ts'
import { loadChanges, loadRevision } from '../load/load-changes.ts'
import { loadTouched } from '../load/load-touched.ts'
import type { ApiRow } from '../load/rows.ts'
import { streamApis, streamCredentials, streamPlans, streamSubscriptions } from '../load/stream-rows.ts'
import type { ConfigurationState } from './configuration-state.ts'
import { VersionTable } from './version-table.ts'

/** Loads the changes that a set of touched objects amounts to. */
export async function loadChangesOf(
  client: Queryable,
  state: ConfigurationState,
  touched: Touched[],
): Promise<{ changes: Change[]; apis: ApiRow[] }> {
  const { rows, affected } = await loadTouched(client, touched, state)
  const refs: ResourceRef[] = [
    ...affected.apis.map((id) => ({ kind: 'route' as const, id })),
    ...affected.plans.map((id) => ({ kind: 'plan' as const, id })),
    ...affected.subscriptions.map((id) => ({ kind: 'subscription' as const, id })),
    ...affected.credentials.map((id) => ({ kind: 'credential' as const, id })),
  ]
  return { changes: toChanges(refs, compileRows(rows, state.compileOptions)), apis: rows.apis }
}

/**
 * Brings `state` to the revision that the client's repeatable-read view shows: by the touched objects when the log
 * reaches back, else by reading everything. `state` is changed at the very end only, so a failure leaves it as it was.
 */
export async function advanceState(
  client: Queryable,
  environmentId: string,
  state: ConfigurationState,
): Promise<void> {
  const { revision, touched } = await loadChanges(client, environmentId, state.running.revision)
  if (touched === null) return loadWholeState(client, environmentId, state)
  if (revision === state.running.revision) return
  const { changes, apis } = await loadChangesOf(client, state, touched)
  state.apply(revision, changes)
  rememberProducts(state, apis)
}

/** Reads everything, credentials in a stream of which only the versions are kept. */
export async function loadWholeState(
  client: Queryable,
  environmentId: string,
  state: ConfigurationState,
): Promise<void> {
  const revision = await loadRevision(client, environmentId)
  const changes: Change[] = []
  const apis: Pick<ApiRow, 'id' | 'products'>[] = []
  for await (const rows of streamApis(client)) {
    changes.push(
      ...toChanges(
        [],
        rows.map((row) => compileRoute(row, state.compileOptions)).filter((route) => route !== null),
      ),
    )
    apis.push(...rows.map(({ id, products }) => ({ id, products })))
  }
  for await (const rows of streamPlans(client))
    changes.push(
      ...toChanges(
        [],
        rows.map(compilePlan).filter((plan) => plan !== null),
      ),
    )
  for await (const rows of streamSubscriptions(client))
    changes.push(
      ...toChanges(
        [],
        rows.map(compileSubscription).filter((one) => one !== null),
      ),
    )
  const credentials = new VersionTable()
  for await (const rows of streamCredentials(client))
    for (const row of rows) {
      const change = validate(compileCredential(row))
      if (change.resource) credentials.set(row.id, change.resource.version)
      else changes.push(change)
    }
  state.replace(revision, changes, credentials)
  rememberProducts(state, apis)
}

function rememberProducts(state: ConfigurationState, apis: Pick<ApiRow, 'id' | 'products'>[]): void {
  for (const api of apis)
    state.rememberProducts(
      api.id,
      api.products.map((product) => product.id),
    )
}
