import type { Pricing } from '#lib/billing/schema/pricing.ts'
import type { Transaction } from '#lib/core/db.ts'
import { AppError, type FieldErrors } from '#lib/core/errors.ts'

/** Keys of all operations of the APIs that a product holds now. */
async function operationKeys(tx: Transaction, productId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    SELECT DISTINCT o."key" FROM "api_product_api" p
    JOIN "api" a ON a."id" = p."apiId"
    JOIN "api_operation" o ON o."apiVersionId" = a."currentVersionId"
    WHERE p."productId" = ${productId}`
  return new Set(rows.map(({ key }) => key))
}

/** Refuses weights of operations that no API of the product has, each at its field: nobody would ever pay them. */
export async function checkMeters(
  tx: Transaction,
  productId: string,
  pricing: Pricing | null | undefined,
): Promise<void> {
  const weighed = (pricing?.charges ?? []).flatMap(({ meter }, index) =>
    meter.kind === 'requests' ? Object.keys(meter.weights).map((key) => ({ key, index })) : [],
  )
  if (weighed.length === 0) return
  const known = await operationKeys(tx, productId)
  const fields: FieldErrors = {}
  for (const { key, index } of weighed)
    if (!known.has(key))
      fields[`pricing.charges.${index}.meter.weights.${key}`] =
        `No API of the product has an operation ${key}`
  const [first] = Object.values(fields)
  if (first) throw new AppError('invalid_input', `${first}.`, { fields })
}
