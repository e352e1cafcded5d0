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
      {product.description && (
        <Section title="What it does">
          <div className="max-w-160">
            <Markdown>{product.description}</Markdown>
          </div>
        </Section>
      )}
      <Section title="APIs">
        <ul className="divide-y divide-line rounded-card border border-line">
          {product.apis.map((api) => (
            <li key={api.id}>
              <Link
                href={`${base}/reference/${api.slug}`}
                className="flex items-center justify-between gap-4 px-4 py-3 hover:bg-subtle"
              >
                <span className="min-w-0">
                  <span className="block truncate font-medium">{api.name}</span>
                  {api.version && (
                    <span className="block truncate text-table text-muted">
                      Version {api.version.documentVersion} · {api.version.operationCount} operations
                    </span>
                  )}
                </span>
                <span className="shrink-0 text-table text-accent-text">Reference</span>
              </Link>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
