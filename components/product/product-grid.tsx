import type { CatalogueItem } from '#lib/product/schema.ts'
import { ProductCard } from './product-card.tsx'

export function ProductGrid({ products }: { products: CatalogueItem[] }) {
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {products.map((product) => (
        <ProductCard key={product.id} product={product} />
      ))}
    </div>
  )
}
