import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { lockProduct } from './lock-product.ts'
import { logoTypeOf } from './logo.ts'
import { SetProductLogo } from './schema.ts'

/** Sets a product's logo (PNG or WebP, 256 KB at most), or takes it away with null. */
export async function setProductLogo(
  actor: Actor,
  input: SetProductLogo,
): Promise<{ id: string; hasLogo: boolean }> {
  requireSignedIn(actor)
  const { id, logo } = parse(SetProductLogo, input)
  const logoType = logo && logoTypeOf(logo)
  return transaction(async (tx) => {
    const { organizationId, name } = await lockProduct(tx, actor, id)
    authorize(actor, 'product:update', organizationId)
    const before = await tx.apiProduct.findUniqueOrThrow({
      where: { id },
      select: { logo: true, logoType: true },
    })
    const isSame = logo ? before.logo && Buffer.from(before.logo).equals(logo) : !before.logo
    if (isSame) return { id, hasLogo: logo !== null }
    await tx.apiProduct.update({ where: { id }, data: { logo: logo && new Uint8Array(logo), logoType } })
    await audit(tx, actor, {
      organizationId,
      event: 'product.logo_changed',
      object: { kind: 'product', id, name },
      before,
      after: { logo, logoType },
    })
    return { id, hasLogo: logo !== null }
  })
}
