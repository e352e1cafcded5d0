import { AutoRefresh } from '#components/patterns/auto-refresh.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'

type Props = {
  /** `?payment=` of the address that Stripe's page leads back to. */
  payment: string | undefined
  /** The page without it. */
  href: string
}

/** What became of a visit to Stripe's Checkout. Nothing where there was none. */
export function PaymentReturn({ payment, href }: Props) {
  const close = (
    <LinkButton href={href} size="small" variant="ghost" replace>
      Dismiss
    </LinkButton>
  )
  if (payment === 'saved')
    return (
      <>
        <AutoRefresh seconds={2} />
        <Callout tone="success" title="Payment method saved" action={close} className="mb-6">
          Invoices are paid by it from now on, open ones at once. It shows below as soon as Stripe has
          confirmed it.
        </Callout>
      </>
    )
  if (payment === 'left')
    return (
      <Callout tone="info" title="Nothing was changed" action={close} className="mb-6">
        You left Stripe’s page before a payment method was saved. You can come back to it at any time.
      </Callout>
    )
  return null
}
