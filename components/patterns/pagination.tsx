'use client'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { pageQueries } from './list-url.ts'

type Props = { nextCursor: string | null; shown: number; total?: number | undefined }

/** Foot of a list that is read page by page. */
export function Pagination({ nextCursor, shown, total }: Props) {
  const { previous, next, page } = pageQueries(useSearchParams().toString(), nextCursor)
  if (!previous && !next && total === undefined) return null
  const count =
    total === undefined ? `Page ${page}` : `${shown.toLocaleString('en')} of ${total.toLocaleString('en')}`
  return (
    <nav
      aria-label="Pages"
      className="flex h-11 items-center justify-between gap-4 border-t border-line pr-2 pl-4"
    >
      <span className="text-meta tabular-nums text-muted">{count}</span>
      {(previous || next) && (
        <span className="flex gap-1">
          <Step query={previous} label="Previous page">
            <ChevronLeft aria-hidden />
          </Step>
          <Step query={next} label="Next page">
            <ChevronRight aria-hidden />
          </Step>
        </span>
      )}
    </nav>
  )
}

function Step({ query, label, children }: { query: string | null; label: string; children: ReactNode }) {
  if (query === null)
    return (
      <Button variant="ghost" size="icon-small" disabled aria-label={label}>
        {children}
      </Button>
    )
  return (
    <LinkButton variant="ghost" size="icon-small" href={query} aria-label={label} title={label}>
      {children}
    </LinkButton>
  )
}
