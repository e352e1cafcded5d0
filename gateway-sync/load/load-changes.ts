import type { Touched } from '#lib/core/config-change.ts'
import type { Queryable } from '../database.ts'

/** The environment's revision in the client's view. Throws when there is no such environment. */
export async function loadRevision(client: Queryable, environmentId: string): Promise<number> {
  const { rows } = await client.query<{ revision: number }>({
    name: 'environment-revision',
    text: 'SELECT revision FROM environment WHERE id = $1',
    values: [environmentId],
  })
  const row = rows[0]
  if (!row)
    throw new Error(`There is no environment ${environmentId}: run the migrations and the seed first.`)
  return row.revision
}

/**
 * What was touched in `(fromRevision, revision]`, where `revision` is the environment's in the client's view. `touched`
 * is null when the log does not reach back that far, or the environment went back (a restored backup).
 */
export async function loadChanges(
  client: Queryable,
  environmentId: string,
  fromRevision: number,
): Promise<{ revision: number; touched: Touched[] | null }> {
  const { rows } = await client.query<{ revision: number; count: number; touched: Touched[] }>({
    name: 'changes-since',
    text: `SELECT e.revision, l.count, l.touched FROM environment e,
      LATERAL (SELECT count(*)::int AS count,
          coalesce((SELECT json_agg(DISTINCT one) FROM config_change c, jsonb_array_elements(c.touched) one
            WHERE c."environmentId" = e.id AND c.revision > $2), '[]') AS touched
        FROM config_change c WHERE c."environmentId" = e.id AND c.revision > $2) l
      WHERE e.id = $1`,
    values: [environmentId, fromRevision],
  })
  const row = rows[0]
  if (!row) throw new Error(`There is no environment ${environmentId}.`)
  const isWhole = row.count === row.revision - fromRevision
  return { revision: row.revision, touched: isWhole ? row.touched : null }
}
