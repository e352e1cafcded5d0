import type { SubscriptionItem } from '#lib/subscription/schema.ts'

/** Where the palette leads from a subscription's page. */
export const subscriptionLinks = ({ id, application, product }: SubscriptionItem, base: string) => [
  { label: application.name, href: `${base}/applications/${application.id}` },
  { label: 'Usage', href: `${base}/usage?applicationId=${application.id}&productId=${product.id}` },
  { label: 'History', href: `${base}/changes?object=${id}` },
]
