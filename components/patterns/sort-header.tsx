'use client'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'
import { parseSort, sortQuery } from './list-url.ts'

type Props = {
  column: string
  isNumeric?: boolean | undefined
  defaultSort?: string | undefined
  children: ReactNode
}

/** A column's head that sorts by it. */
export function SortHeader({ column, isNumeric = false, defaultSort, children }: Props) {
  const params = useSearchParams()
  const sort = parseSort(params.get('sort') ?? defaultSort)
  const direction = sort?.column === column ? sort.direction : null
  const Icon = direction === 'asc' ? ArrowUp : direction === 'desc' ? ArrowDown : ChevronsUpDown
  return (
    <Link
      href={sortQuery(params.toString(), column, defaultSort)}
      scroll={false}
      className={cn(
        'group inline-flex items-center gap-1 rounded-tag hover:text-text',
        isNumeric && 'flex-row-reverse',
        direction && 'text-text',
      )}
    >
      {children}
      <Icon
        aria-hidden
        className={cn(
          'size-3',
          !direction && 'opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100',
        )}
      />
      {direction && <span className="sr-only">{direction === 'asc' ? ', ascending' : ', descending'}</span>}
    </Link>
  )
}
