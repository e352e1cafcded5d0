import Link from 'next/link'
import { cn } from '#components/ui/cn.ts'
import { MethodBadge } from '#components/ui/method-badge.tsx'
import { operationHref } from './reference-links.ts'
import type { NavigationItem } from './reference-types.ts'

type Props = { base: string; operation: NavigationItem; isCurrent?: boolean }

/** An operation in the navigation: what it does, and its method. */
export function OperationLink({ base, operation, isCurrent = false }: Props) {
  const label = operation.summary || operation.path
  return (
    <Link
      href={operationHref(base, operation.key)}
      prefetch={false}
      aria-current={isCurrent ? 'page' : undefined}
      title={`${operation.method} ${operation.path}`}
      className={cn(
        'flex min-h-8 items-center justify-between gap-2 rounded-control py-1 pr-2 pl-2.5 text-table text-muted hover:bg-hover hover:text-text',
        'aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-text',
      )}
    >
      <span className={cn('min-w-0 truncate', operation.isDeprecated && 'line-through')}>{label}</span>
      <MethodBadge method={operation.method} look="plain" />
    </Link>
  )
}
