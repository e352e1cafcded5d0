'use client'
import { useState, useTransition } from 'react'
import { ActionErrorCallout } from '#components/patterns/action-error-callout.tsx'
import { callAction } from '#components/patterns/call-action.ts'
import { Button } from '#components/ui/button.tsx'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'
import type { PaymentPage } from '#lib/payment/schema.ts'

type Open = () => Promise<ActionResult<PaymentPage>>
type Props = { hasMethod: boolean; provider: string; openCheckout: Open; openPortal: Open }

/** Leads to Stripe's pages. Where Stripe does not answer, it says so here, and nothing was changed. */
export function PaymentMethodActions({ hasMethod, provider, openCheckout, openPortal }: Props) {
  const [error, setError] = useState<ActionError | null>(null)
  const [isPending, startTransition] = useTransition()
  const leave = (open: Open) =>
    startTransition(async () => {
      setError(null)
      const result = await callAction(open)
      if (!result.ok) return setError(result.error)
      window.location.assign(result.data.url)
      // The button stays busy until the browser has left.
      await new Promise(() => {})
    })
  const label = hasMethod ? 'Replace' : 'Add payment method'
  return (
    <div className="flex flex-col items-start gap-3">
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          variant={hasMethod ? 'secondary' : 'primary'}
          onClick={() => leave(openCheckout)}
          isPending={isPending}
          aria-label={`${label} for ${provider}`}
        >
          {label}
        </Button>
        {hasMethod && (
          <Button
            size="small"
            onClick={() => leave(openPortal)}
            disabled={isPending}
            aria-label={`Manage payment methods for ${provider}`}
          >
            Manage at Stripe
          </Button>
        )}
      </div>
      {error && <ActionErrorCallout error={error} className="w-full" />}
    </div>
  )
}
