import { PageHeader } from '#components/patterns/page-header.tsx'
import { ProductPageForm } from '#components/product/product-page-form.tsx'
import { createPageAction } from '../../../page-actions.ts'
import { productOf } from '../../../product-of.ts'

type Props = { params: Promise<{ organization: string; product: string }> }

export const metadata = { title: 'New page' }

export default async function NewPagePage({ params }: Props) {
  const { organization, product: id } = await params
  const { product, base, own, mayEdit } = await productOf(organization, id)
  const listHref = `${own}/pages`
  return (
    <>
      <PageHeader
        title="New page"
        breadcrumb={[
          { label: 'API products', href: `${base}/api-products` },
          { label: product.name, href: own },
          { label: 'Pages', href: listHref },
          { label: 'New' },
        ]}
      />
      <ProductPageForm
        page={null}
        isReadOnly={!mayEdit}
        listHref={listHref}
        save={createPageAction.bind(null, id)}
      />
    </>
  )
}
