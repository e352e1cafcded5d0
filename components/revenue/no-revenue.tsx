import { TrendingUp } from 'lucide-react'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'

/** Nothing can be invoiced, because nothing ever had a price. */
export function NoRevenue({ base }: { base: string }) {
  return (
    <EmptyState
      icon={<TrendingUp />}
      title="None of your plans has a price"
      action={
        <LinkButton href={`${base}/api-products`} variant="primary">
          API products
        </LinkButton>
      }
    >
      Give a plan of one of your products a fee or a price for its use: revenue is what its subscribers are
      invoiced for.
    </EmptyState>
  )
}
