import { BookOpen } from 'lucide-react'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { catalogueProduct } from '../catalogue-product.ts'

type Props = { params: Promise<{ product: string }> }

export async function generateMetadata({ params }: Props) {
  const product = await catalogueProduct((await params).product)
  return { title: product ? `${product.name} API reference` : 'Not found' }
}

/** The product's APIs, or straight on when it has just one. */
export default async function ReferencePage({ params }: Props) {
  const product = await catalogueProduct((await params).product)
  if (!product) notFound()
  const base = `/products/${product.slug}/reference`
  const [only, ...others] = product.apis
  if (!only) {
    return (
      <EmptyState icon={<BookOpen aria-hidden />} title="No APIs yet">
        This product holds no API at present.
      </EmptyState>
    )
  }
  if (others.length === 0) redirect(`${base}/${only.slug}`)
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {product.apis.map((api) => (
        <li key={api.id} className="rounded-card border border-line hover:border-line-strong">
          <Link href={`${base}/${api.slug}`} className="block h-full rounded-card p-4">
            <span className="block truncate font-medium">{api.name}</span>
            <span className="mt-1 line-clamp-3 text-table text-muted">
              {api.description || api.version?.title}
            </span>
            {api.version && (
              <span className="mt-3 block text-meta text-muted">
                Version {api.version.documentVersion} · {api.version.operationCount} operations
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  )
}
