import { notFound } from 'next/navigation'
import { Markdown } from '#components/patterns/markdown.tsx'
import { Time } from '#components/ui/time.tsx'
import { currentActor } from '#lib/auth/session.ts'
import { findCataloguePage } from '#lib/product/queries.ts'

type Props = { params: Promise<{ product: string; page: string }> }

/** A page of a product's documentation. */
export default async function ProductPagePage({ params }: Props) {
  const { product: productSlug, page: pageSlug } = await params
  const page = await findCataloguePage(await currentActor(), { productSlug, pageSlug })
  if (!page) notFound()
  return (
    <article className="max-w-160">
      <h2 className="mb-4 text-title">{page.title}</h2>
      <Markdown>{page.body}</Markdown>
      <p className="mt-10 border-t border-line pt-3 text-meta text-muted">
        Updated <Time at={page.updatedAt} look="date" />
      </p>
    </article>
  )
}
