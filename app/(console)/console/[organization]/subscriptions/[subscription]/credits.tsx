import { SubscriptionCredits } from '#components/credit/subscription-credits.tsx'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { listCredits } from '#lib/credit/queries.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import { grantCreditsAction, voidCreditsAction } from '../credit-actions.ts'

type Props = { actor: Actor; subscription: SubscriptionItem; base: string }

/** What was given and bought, and what the provider may do with it. */
export async function ProviderCredits({ actor, subscription, base }: Props) {
  const { id, billing, product, application } = subscription
  const mayManage = can(actor, 'billing:manage', product.organization.id)
  return (
    <SubscriptionCredits
      credits={await listCredits(actor, id)}
      application={application.name}
      mayGrant={mayManage && billing !== null}
      mayManage={mayManage}
      invoiceHref={(invoiceId) => `${base}/invoices/${invoiceId}`}
      grant={grantCreditsAction.bind(null, id)}
      revoke={voidCreditsAction}
    />
  )
}
