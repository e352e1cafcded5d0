import { InvoiceSkeleton } from '#components/invoice/invoice-skeleton.tsx'

export default function Loading() {
  return <InvoiceSkeleton />
}
