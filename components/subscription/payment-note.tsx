import { TextLink } from '#components/ui/text-link.tsx'
import type { ExpectedPayment } from '#lib/subscription/schema.ts'

type Props = {
  payment: ExpectedPayment | null
  provider: string
  consumer: string
  /** The reader may enter a payment method. */
  mayPay: boolean
  /** It can be entered right here, before anything is charged. */
  isAskedHere?: boolean
}

/** How what is due is paid, in a sentence. */
export function PaymentNote(props: Props) {
  const text = paymentText(props)
  if (!text) return null
  return (
    <section className="min-w-0 text-table">
      <h3 className="font-medium">How it is paid</h3>
      <p className="mt-0.5 text-pretty text-muted">
        {text}
        {props.mayPay && !props.isAskedHere && needsPaymentMethod(props.payment) && (
          <>
            {' '}
            <TextLink href="/billing">Add a payment method</TextLink>
          </>
        )}
      </p>
    </section>
  )
}

/** True when a payment method has to be entered at Stripe before something can be charged. */
export const needsPaymentMethod = (payment: ExpectedPayment | null): boolean =>
  payment?.provider === 'stripe' && payment.paymentMethod === ''

function paymentText({ payment, provider, consumer, mayPay, isAskedHere }: Props): string | null {
  if (!payment) return null
  const { termsDays, paymentMethod } = payment
  if (payment.provider === 'manual')
    return `${provider} sends each invoice by e-mail. You pay it by bank transfer within ${termsDays} ${termsDays === 1 ? 'day' : 'days'}.`
  if (paymentMethod) return `Stripe charges ${paymentMethod} for each invoice.`
  if (mayPay && isAskedHere)
    return 'By card, through Stripe. You enter it on Stripe’s page and come back here; nothing is charged before you confirm.'
  return `${consumer} has no payment method for ${provider} yet. An invoice stays open until ${mayPay ? 'you add one' : 'one of its admins adds one'}.`
}
