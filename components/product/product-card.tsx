import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import type { CatalogueItem } from '#lib/product/schema.ts'
import { ProductLogo } from './product-logo.tsx'

/** One product of the catalogue; the whole card leads to it. */
export function ProductCard({ product }: { product: CatalogueItem }) {
  const { slug, name, summary, organization, apis, planCount, visibility } = product
  return (
    <article className="relative flex min-w-0 flex-col rounded-card border border-line p-4 transition-colors duration-100 hover:border-line-strong hover:bg-subtle">
      <div className="flex items-start gap-3">
        <ProductLogo slug={slug} name={name} hasLogo={product.hasLogo} changedAt={product.updatedAt} />
        <div className="min-w-0 flex-1">
          <h3 className="truncate font-semibold" title={name}>
            <Link href={`/products/${slug}`} className="after:absolute after:inset-0 after:rounded-card">
              {name}
            </Link>
          </h3>
          <p className="truncate text-meta text-muted">{organization.name}</p>
        </div>
        {visibility !== 'public' && <Badge>{visibility === 'signed_in' ? 'Members' : 'Invited'}</Badge>}
      </div>
      <p className="mt-3 line-clamp-2 min-h-10 text-pretty text-table text-muted">{summary}</p>
      <p className="mt-3 truncate text-meta text-muted">
        {apis.map((api) => api.name).join(', ')} · {planCount} {planCount === 1 ? 'plan' : 'plans'}
      </p>
    </article>
  )
}
