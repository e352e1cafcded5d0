import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Markdown } from '#components/patterns/markdown.tsx'
import { Section } from '#components/patterns/section.tsx'
import { PlanGrid } from '#components/product/plan-grid.tsx'
import { catalogueProduct } from './catalogue-product.ts'

type Props = { params: Promise<{ product: string }> }

export async function generateMetadata({ params }: Props) {
  const product = await catalogueProduct((await params).product)
  return { title: product?.name ?? 'Not found', description: product?.summary }
}

/** What a product does, its plans side by side, its APIs. */
export default async function ProductPage({ params }: Props) {
  const product = await catalogueProduct((await params).product)
  if (!product) notFound()
  const base = `/products/${product.slug}`
  return (
    <>
      <Section title="Plans">
        {product.plans.length > 0 ? (
          <PlanGrid
            plans={product.plans}
            hrefOf={product.isPreview ? null : (plan) => `${base}/subscribe?plan=${plan.id}`}
          />
        ) : (
          <p className="text-muted">No plan takes subscriptions at present.</p>
        )}
      </Section>
      <div className="mt-8 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Section title="What it does">
          <div className="max-w-160">
            {product.description ? (
              <Markdown>{product.description}</Markdown>
            ) : (
              <p className="text-muted">{product.summary || 'Its provider has not described it yet.'}</p>
            )}
          </div>
        </Section>
        <Section title="APIs" className="mt-0">
          <ul className="divide-y divide-line rounded-card border border-line">
            {product.apis.map((api) => (
              <li key={api.id}>
                <Link
                  href={`${base}/reference/${api.slug}`}
                  className="flex items-center justify-between gap-4 px-4 py-3 transition-colors duration-100 hover:bg-subtle"
                >
                  <span className="min-w-0">
                    <span className="block truncate font-medium" title={api.name}>
                      {api.name}
                    </span>
                    {api.version && (
                      <span className="block truncate text-table text-muted">
                        Version {api.version.documentVersion},{' '}
                        {api.version.operationCount.toLocaleString('en')} operations
                      </span>
                    )}
                  </span>
                  <ChevronRight className="size-4 shrink-0 text-muted" aria-label="Reference" />
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </>
  )
}
