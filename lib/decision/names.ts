import { db } from '#lib/core/db.ts'
import type { Named } from './schema.ts'
import type { DecisionRow } from './visibility.ts'

const select = { id: true, name: true }

/** Names of what the rows refer to, three queries for all of them; what is gone stands for itself. */
export async function readNames(rows: DecisionRow[]) {
  const ids = (key: 'apiId' | 'applicationId' | 'gatewayId') => ({
    id: { in: [...new Set(rows.flatMap((row) => row[key] ?? []))] },
  })
  const [apis, applications, gateways] = await Promise.all([
    db.api.findMany({ where: ids('apiId'), select }),
    db.application.findMany({ where: ids('applicationId'), select }),
    db.gateway.findMany({ where: ids('gatewayId'), select }),
  ])
  const finder = (found: Named[]) => {
    const names = new Map(found.map((row) => [row.id, row.name]))
    return (id: string): Named => ({ id, name: names.get(id) ?? id })
  }
  return { api: finder(apis), application: finder(applications), gateway: finder(gateways) }
}
