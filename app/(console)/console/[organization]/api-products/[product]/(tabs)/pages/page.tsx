import { FileText } from 'lucide-react'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { Section } from '#components/patterns/section.tsx'
import { ProductPageList } from '#components/product/product-page-list.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { deletePageAction, movePageAction } from '../../../page-actions.ts'
import { productOf } from '../../../product-of.ts'

type Props = { params: Promise<{ organization: string; product: string }> }

export const metadata = { title: 'Pages' }

/** A product's own documentation beside the reference. */
export default async function PagesPage({ params }: Props) {
  const { organization, product: id } = await params
  const { product, own, mayEdit } = await productOf(organization, id)
  const { pages, slug } = product
  const addButton = mayEdit && (
    <LinkButton href={`${own}/pages/new`} variant={pages.length === 0 ? 'primary' : 'secondary'}>
      Add page
    </LinkButton>
  )
  if (pages.length === 0)
    return (
      <EmptyState icon={<FileText />} title="No pages yet" action={addButton}>
        Guides, conditions, changes: each is a tab beside the reference that is made from the document.
      </EmptyState>
    )
  return (
    <Section title="Pages" description="In this order they are the product’s tabs." actions={addButton}>
      <ProductPageList
        pages={pages.map(({ id, slug, title }) => ({ id, slug, title }))}
        isReadOnly={!mayEdit}
        listHref={`${own}/pages`}
        portalHref={`/products/${slug}`}
        move={movePageAction}
        remove={deletePageAction}
      />
    </Section>
  )
}
