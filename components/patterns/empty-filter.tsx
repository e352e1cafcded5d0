'use client'
import { usePathname } from 'next/navigation'
import { LinkButton } from '#components/ui/link-button.tsx'
import { EmptyState } from './empty-state.tsx'

type Props = {
  /** Plural, lower case: "applications". */
  what: string
  /** Addresses without the filter; by default this page without its query. */
  href?: string
  isBare?: boolean
}

/** Something is there, but the filter shows none of it. */
export function EmptyFilter({ what, href, isBare }: Props) {
  const pathname = usePathname()
  return (
    <EmptyState
      title={`No ${what} match`}
      isBare={isBare}
      action={
        <LinkButton href={href ?? pathname} scroll={false}>
          Clear filters
        </LinkButton>
      }
    >
      Try fewer words or another filter.
    </EmptyState>
  )
}
