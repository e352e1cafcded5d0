import type { ReactNode } from 'react'
import { revisionStatusAction } from '#app/actions/revision.ts'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Propagation } from '#components/patterns/propagation.tsx'
import { isComplete } from '#components/product/product-checklist.tsx'
import { ProductStateActions } from '#components/product/product-state-actions.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { listLastStatuses } from '#lib/revision/last-of-objects.ts'
import { measureProductAction, publishProductAction, withdrawProductAction } from '../../actions.ts'
import { productOf } from '../../product-of.ts'

type Props = { params: Promise<{ organization: string; product: string }>; children: ReactNode }

export default async function ProductLayout({ params, children }: Props) {
  const { organization, product: id } = await params
  const { actor, product, base, own, mayPublish } = await productOf(organization, id)
  const { name, slug, status, summary } = product
  const served = (await listLastStatuses(actor, [id])).get(id)
  return (
    <>
      <PageHeader
        title={name}
        description={
          (summary || served) && (
            <>
              {summary && <p>{summary}</p>}
              {served && (
                <p className="mt-2">
                  <Propagation
                    key={served.revision}
                    initial={served}
                    fetchStatus={revisionStatusAction.bind(null, served.revision)}
                    verb="Served"
                  />
                </p>
              )}
            </>
          )
        }
        badge={<StatusBadge status={status} />}
        breadcrumb={[{ label: 'API products', href: `${base}/api-products` }, { label: name }]}
        actions={
          <>
            <LinkButton href={`/products/${slug}`}>
              {status === 'draft' ? 'Preview in the portal' : 'View in the portal'}
            </LinkButton>
            {mayPublish && (
              <ProductStateActions
                name={name}
                status={status}
                isReady={isComplete(product)}
                publish={publishProductAction.bind(null, id)}
                withdraw={withdrawProductAction.bind(null, id)}
                measure={measureProductAction.bind(null, id)}
              />
            )}
          </>
        }
      />
      <TabLinks
        label={name}
        className="mb-8"
        tabs={[
          { href: own, label: 'Overview' },
          { href: `${own}/plans`, label: 'Plans', count: product.plans.length },
          { href: `${own}/pages`, label: 'Pages', count: product.pages.length },
          { href: `${own}/settings`, label: 'Settings' },
        ]}
      />
      {children}
    </>
  )
}
