import { KeyValue } from '#components/patterns/key-value.tsx'
import { Markdown } from '#components/patterns/markdown.tsx'
import { Section } from '#components/patterns/section.tsx'
import { ProductChecklist } from '#components/product/product-checklist.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { UsageStats } from '#components/usage/usage-stats.tsx'
import { formatVisibility } from '#lib/product/schema.ts'
import { getUsage } from '#lib/usage/queries.ts'
import { productOf } from '../../product-of.ts'

type Props = { params: Promise<{ organization: string; product: string }> }

export const metadata = { title: 'API product' }

/** What is missing, how it is used, what it holds. */
export default async function ProductPage({ params }: Props) {
  const { organization, product: id } = await params
  const { actor, product, base, own, mayEdit } = await productOf(organization, id)
  const { status, apis, plans, audiences, visibility } = product
  const isDraft = status === 'draft'
  const usage = isDraft ? null : await getUsage(actor, { productId: id })
  const openPlans = plans.filter((plan) => !plan.isClosed).length
  return (
    <>
      {status !== 'published' && (
        <Section
          title={isDraft ? 'Before you publish' : 'To publish it again'}
          description={
            isDraft
              ? 'Nobody but your organization sees a draft, and no gateway knows of it.'
              : 'It takes no new subscriptions. Those that are there go on, and gateways serve them as before.'
          }
        >
          <ProductChecklist product={product} own={own} mayEdit={mayEdit} />
        </Section>
      )}
      {usage && (
        <Section
          title="The last 24 hours"
          actions={<TextLink href={`${base}/usage?productId=${id}`}>Usage</TextLink>}
        >
          <UsageStats total={usage.total} />
        </Section>
      )}
      <div className="mt-8 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Section title="What it does" className="mt-0">
          {product.description.trim() ? (
            <Markdown className="max-w-160">{product.description}</Markdown>
          ) : (
            <p className="text-muted">
              No description yet.{' '}
              {mayEdit && <TextLink href={`${own}/settings`}>Write what it does</TextLink>}
            </p>
          )}
        </Section>
        <Section title="Facts" className="mt-0">
          <KeyValue
            items={[
              {
                label: 'Who finds it',
                value:
                  visibility === 'organizations'
                    ? audiences.map(({ name }) => name).join(', ') || 'Your organization only'
                    : formatVisibility(visibility),
              },
              {
                label: 'APIs',
                value:
                  apis.length > 0
                    ? apis.map((api, index) => (
                        <span key={api.id}>
                          {index > 0 && ', '}
                          <TextLink href={`${base}/apis/${api.id}`}>{api.name}</TextLink>
                        </span>
                      ))
                    : '–',
              },
              {
                label: 'Plans',
                value: <TextLink href={`${own}/plans`}>{`${openPlans} open of ${plans.length}`}</TextLink>,
              },
              {
                label: 'Subscriptions',
                value: (
                  <TextLink href={`${base}/subscriptions?productId=${id}`}>
                    {product.liveSubscriptions.toLocaleString('en')} live
                  </TextLink>
                ),
              },
              {
                label: 'Published',
                value: <Time at={product.publishedAt} look="exact" fallback="Not yet" />,
              },
              { label: 'Created', value: <Time at={product.createdAt} look="exact" /> },
              { label: 'History', value: <TextLink href={`${base}/changes?object=${id}`}>Changes</TextLink> },
            ]}
          />
        </Section>
      </div>
    </>
  )
}
