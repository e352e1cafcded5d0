'use client'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { formatMoney } from '#lib/core/money.ts'
import type { CreditItem } from '#lib/credit/schema.ts'

type Props = {
  item: CreditItem
  currency: string
  /** Left of all credits together. */
  allLeft: bigint
  isPrepaid: boolean
  revoke: (id: string) => Promise<ActionResult<{ revision: number }>>
}

/** Takes back what is left of a credit. */
export function VoidCredits({ item, currency, allLeft, isPrepaid, revoke }: Props) {
  const { id, left, amount, note, status } = item
  const taken = status === 'waiting' ? amount : left
  const rest = allLeft - (status === 'usable' ? left : 0n)
  const money = (sum: bigint) => formatMoney(sum, currency)
  const isLast = isPrepaid && status === 'usable' && rest <= 0n
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" variant="danger-quiet" aria-label={`Take back ${note || money(amount)}`}>
          Take back
        </Button>
      }
      title={`Take back ${money(taken)}`}
      consequence={
        isLast
          ? 'Nothing is left then: the plan is prepaid, so gateways refuse its calls until there are credits again. What its use took stays paid.'
          : `Of all its credits ${money(rest)} can be used then. What its use took of this one stays paid.`
      }
      confirmLabel="Take back"
      doneMessage="Credits taken back"
      action={() => revoke(id)}
    />
  )
}
