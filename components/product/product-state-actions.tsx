'use client'
import { useState } from 'react'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Measured } from '#components/patterns/measured.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { formatVisibility, type ProductStatus, type Visibility } from '#lib/product/schema.ts'

export type ProductConsequence = {
  gateways: { name: string; isConnected: boolean }[]
  visibility: Visibility
  apis: string[]
  liveSubscriptions: number
  requestsLastDay: number
}
type Props = {
  name: string
  status: ProductStatus
  /** Nothing that is needed is missing. */
  isReady: boolean
  publish: () => Promise<ActionResult<unknown>>
  withdraw: () => Promise<ActionResult<unknown>>
  measure: () => Promise<ActionResult<ProductConsequence>>
}

/** Publish, or withdraw: each asks with what it does, measured now. */
export function ProductStateActions({ name, status, isReady, publish, withdraw, measure }: Props) {
  const [isOpen, setOpen] = useState(false)
  const isOffered = status === 'published'
  const text = isOffered ? withdrawText : publishText
  return (
    <ConfirmDialog
      trigger={
        isOffered ? (
          <Button variant="danger-quiet">Withdraw</Button>
        ) : (
          <Button variant="primary" disabled={!isReady}>
            {status === 'draft' ? 'Publish' : 'Publish again'}
          </Button>
        )
      }
      isOpen={isOpen}
      onOpenChange={setOpen}
      tone={isOffered ? 'danger' : 'primary'}
      title={isOffered ? `Withdraw “${name}”` : `Publish “${name}”`}
      consequence={
        isOpen && (
          <Measured
            load={measure}
            text={text}
            fallback={isOffered ? 'It leaves the portal.' : 'It appears in the portal.'}
          />
        )
      }
      confirmLabel={isOffered ? 'Withdraw' : 'Publish'}
      doneMessage={isOffered ? 'Product withdrawn' : 'Product published'}
      action={isOffered ? withdraw : publish}
    />
  )
}

const names = (list: string[]): string =>
  list.length <= 3 ? list.join(', ') : `${list.slice(0, 2).join(', ')} and ${list.length - 2} more`

const plural = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`

function publishText({ gateways, visibility, apis }: ProductConsequence): string {
  const seen = `${formatVisibility(visibility)} will find it in the portal and may subscribe.`
  if (gateways.length === 0) return `${seen} No gateway is registered yet, so nothing serves ${names(apis)}.`
  const missing = gateways.filter(({ isConnected }) => !isConnected).map((gateway) => gateway.name)
  const served = `${plural(gateways.length, 'gateway')} will serve ${names(apis)}: ${names(gateways.map((gateway) => gateway.name))}.`
  const late = missing.length > 0 ? ` Not connected now, so later: ${names(missing)}.` : ''
  return `${seen} ${served}${late}`
}

function withdrawText({ liveSubscriptions, requestsLastDay }: ProductConsequence): string {
  if (liveSubscriptions === 0)
    return 'It leaves the portal and takes no new subscriptions. Nobody is subscribed now.'
  const goOn = liveSubscriptions === 1 ? 'goes' : 'go'
  return `It leaves the portal and takes no new subscriptions. ${plural(liveSubscriptions, 'subscription')} ${goOn} on as before: ${plural(requestsLastDay, 'request')} came in the last 24 hours.`
}
