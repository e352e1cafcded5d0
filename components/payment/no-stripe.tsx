import { CreditCard } from 'lucide-react'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Mono } from '#components/ui/mono.tsx'

type Props = { isAvailable: boolean; settingsHref: string }

/** Why there is nothing of Stripe: the installation has no account, or the organization collects by transfer. */
export function NoStripe({ isAvailable, settingsHref }: Props) {
  if (isAvailable)
    return (
      <EmptyState
        icon={<CreditCard />}
        title="You collect by bank transfer"
        action={<LinkButton href={settingsHref}>Billing settings</LinkButton>}
      >
        Let Stripe collect, and this page shows what is on its way there and where its books differ from
        yours.
      </EmptyState>
    )
  return (
    <EmptyState icon={<CreditCard />} title="This installation has no Stripe account">
      Customers pay by bank transfer, and you mark invoices as paid. With <Mono>STRIPE_SECRET_KEY</Mono> and{' '}
      <Mono>STRIPE_WEBHOOK_SECRET</Mono> in the installation’s environment, Stripe can collect instead.
    </EmptyState>
  )
}
