import type { Queryable } from '../database.ts'
import type { ApiRow, CredentialRow, PlanRow, SubscriptionRow } from './rows.ts'
import { selectApis, selectCredentials, selectPlans, selectSubscriptions } from './select.ts'

/** Work on one batch keeps everything else waiting, a revocation too: some 2 ms. */
const CREDENTIALS_AT_ONCE = 250

export const streamApis = (client: Queryable) => stream<ApiRow>(client, 'all_apis', selectApis('true'), 100)
export const streamPlans = (client: Queryable) =>
  stream<PlanRow>(client, 'all_plans', selectPlans('true'), 1_000)
export const streamSubscriptions = (client: Queryable) =>
  stream<SubscriptionRow>(client, 'all_subscriptions', selectSubscriptions('true'), 2_000)
export const streamCredentials = (client: Queryable) =>
  stream<CredentialRow>(client, 'all_credentials', selectCredentials('true'), CREDENTIALS_AT_ONCE)

/** Reads a whole selection in batches by a cursor, so that memory holds one batch. Needs an open transaction. */
async function* stream<T extends object>(
  client: Queryable,
  cursor: string,
  select: string,
  batchSize: number,
): AsyncGenerator<T[]> {
  await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${select}`)
  for (;;) {
    const { rows } = await client.query<T>(`FETCH ${batchSize} FROM ${cursor}`)
    if (rows.length > 0) yield rows
    if (rows.length < batchSize) break
  }
  await client.query(`CLOSE ${cursor}`)
}
