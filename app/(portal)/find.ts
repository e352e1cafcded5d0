'use server'
import type { FoundItem } from '#components/patterns/command-context.tsx'
import { currentActor } from '#lib/auth/session.ts'
import { findInPortal } from '#lib/find/queries.ts'
import { FOUND_LABELS, type Found } from '#lib/find/schema.ts'

// What has no page in the portal is not offered here.
function pathOf(found: Found): string | null {
  if (found.kind === 'product' && found.slug) return `/products/${found.slug}`
  if (found.kind === 'application') return `/applications/${found.id}`
  if (found.kind === 'credential' && found.isOwn) return `/applications/${found.parentId}`
  if (found.kind === 'invoice') return `/invoices/${found.id}`
  return found.kind === 'decision' ? `/decisions/${found.id}` : null
}

/** Search behind the portal's palette: products, own applications, decisions by id. */
export async function findInPortalAction(text: string): Promise<FoundItem[]> {
  const found = await findInPortal(await currentActor(), text)
  return found.flatMap((one) => {
    const href = pathOf(one)
    return href ? [{ id: one.id, label: one.name, hint: FOUND_LABELS[one.kind], href }] : []
  })
}
