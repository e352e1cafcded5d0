import { audit } from '#lib/core/audit.ts'
import { authorize } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { lockApi } from './load-api.ts'

/** Deletes an API with all its versions. `invalid_state` while a product holds it, so no gateway serves it any more. */
export async function deleteApi(actor: Actor, id: string): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const api = await lockApi(tx, actor, id)
    authorize(actor, 'api:delete', api.organizationId)
    const holders = await tx.apiProductApi.findMany({
      where: { apiId: id },
      select: { product: { select: { name: true } } },
      take: 3,
    })
    if (holders.length > 0) {
      const names = holders.map(({ product }) => product.name).join(', ')
      throw new AppError('invalid_state', `${api.name} is part of ${names}. Take it out of there first.`)
    }
    await tx.api.update({ where: { id }, data: { currentVersionId: null } })
    await tx.api.delete({ where: { id } })
    await audit(tx, actor, {
      organizationId: api.organizationId,
      event: 'api.deleted',
      object: { kind: 'api', id, name: api.name },
      before: { slug: api.slug, upstreamUrl: api.upstreamUrl },
    })
    return { id }
  })
}
