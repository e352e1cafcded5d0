import type { Reader } from '#lib/core/db.ts'

/** A trial is for who never had a plan with a price of the product: it cannot be had again by cancelling. */
export async function hasTrialLeft(
  reader: Reader,
  organizationId: string,
  productId: string,
): Promise<boolean> {
  const term = await reader.subscriptionTerm.findFirst({
    where: { subscription: { application: { organizationId }, plan: { productId } } },
    select: { id: true },
  })
  return term === null
}
