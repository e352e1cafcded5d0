import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Fragment } from 'react'
import { cn } from './cn.ts'

export type Crumb = { label: string; href?: string }

/** Where the page lies. The last one is the page itself. */
export function Breadcrumb({ items, className }: { items: Crumb[]; className?: string }) {
  return (
    <nav aria-label="Breadcrumb" className={cn('flex min-w-0 items-center gap-1 text-table', className)}>
      {items.map((item, index) => {
        const isLast = index === items.length - 1
        return (
          <Fragment key={`${item.href ?? ''}${item.label}`}>
            {index > 0 && <ChevronRight className="size-3.5 shrink-0 text-faint" aria-hidden />}
            {item.href && !isLast ? (
              <Link
                href={item.href}
                title={item.label}
                className="min-w-0 truncate rounded-tag text-muted hover:text-text"
              >
                {item.label}
              </Link>
            ) : (
              <span
                title={item.label}
                aria-current={isLast ? 'page' : undefined}
                className="min-w-0 truncate text-text"
              >
                {item.label}
              </span>
            )}
          </Fragment>
        )
      })}
    </nav>
  )
}
