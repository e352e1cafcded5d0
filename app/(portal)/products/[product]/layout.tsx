import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { ProductLogo } from '#components/product/product-logo.tsx'
import { SubscribeButton } from '#components/product/subscribe-button.tsx'
import { PortalContainer } from '#components/shell/portal-container.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { catalogueProduct } from './catalogue-product.ts'

type Props = { params: Promise<{ product: string }>; children: ReactNode }

/** Head and tabs that all pages of a product share. */
export default async function ProductLayout({ params, children }: Props) {
  const product = await catalogueProduct((await params).product)
  if (!product) notFound()
  const base = `/products/${product.slug}`
  return (
    <PortalContainer>
      {product.isPreview && (
        <Callout tone="info" title="Preview" className="mb-6">
          This product is a draft: only your organization sees it.
        </Callout>
      )}
      <Breadcrumb
        items={[{ label: 'Catalogue', href: '/catalogue' }, { label: product.name }]}
        className="mb-4"
      />
      <div className="flex gap-4">
        <div className="max-sm:hidden">
          <ProductLogo slug={product.slug} name={product.name} hasLogo={product.hasLogo} size="large" />
        </div>
        <div className="min-w-0 flex-1">
          <PageHeader
            title={product.name}
            description={
              <>
                <p>{product.summary}</p>
                <p className="text-table">By {product.organization.name}</p>
              </>
            }
            actions={product.status === 'published' && <SubscribeButton href={`${base}/subscribe`} />}
          />
        </div>
      </div>
      <TabLinks
        label={product.name}
        className="mb-8"
        tabs={[
          { href: base, label: 'Overview' },
          { href: `${base}/reference`, label: 'API reference', isPrefix: true },
          ...product.pages.map(({ slug, title }) => ({ href: `${base}/pages/${slug}`, label: title })),
        ]}
      />
      {children}
    </PortalContainer>
  )
}
