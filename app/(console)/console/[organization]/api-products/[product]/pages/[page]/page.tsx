import { notFound } from 'next/navigation'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { ProductPageForm } from '#components/product/product-page-form.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { updatePageAction } from '../../../page-actions.ts'
import { productOf } from '../../../product-of.ts'

type Props = { params: Promise<{ organization: string; product: string; page: string }> }

export const metadata = { title: 'Page' }

export default async function EditPagePage({ params }: Props) {
  const { organization, product: id, page: pageId } = await params
  const { product, base, own, mayEdit } = await productOf(organization, id)
  const page = product.pages.find((one) => one.id === pageId)
  if (!page) notFound()
  const listHref = `${own}/pages`
  return (
    <>
      <PageHeader
        title={page.title}
        breadcrumb={[
          { label: 'API products', href: `${base}/api-products` },
          { label: product.name, href: own },
          { label: 'Pages', href: listHref },
          { label: page.title },
        ]}
        actions={
          <LinkButton href={`/products/${product.slug}/pages/${page.slug}`}>View in the portal</LinkButton>
        }
      />
      <ProductPageForm
        page={page}
        isReadOnly={!mayEdit}
        listHref={listHref}
        save={updatePageAction.bind(null, pageId)}
      />
    </>
  )
}
