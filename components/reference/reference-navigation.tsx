import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { OperationLink } from './operation-link.tsx'
import { OperationSearch } from './operation-search.tsx'
import { tagHref } from './reference-links.ts'
import type { NavigationGroup } from './reference-types.ts'
import { ScrollKeeper } from './scroll-keeper.tsx'

type Props = {
  base: string
  title: string
  groups: NavigationGroup[]
  /** Key of the operation that is open; absent on the API's first page. */
  current?: string
  /** The tag that is open. */
  openTag?: string | undefined
  isSearchable: boolean
}

/** Operations by tag. Of a large API only the open tag's stand in the page; the others are one click away. */
export function ReferenceNavigation(props: Props) {
  const list = (
    <ul className="space-y-1">
      <li>
        <Link
          href={props.base}
          prefetch={false}
          aria-current={!props.current && !props.openTag ? 'page' : undefined}
          className="flex h-8 items-center rounded-control px-2.5 text-table text-muted hover:bg-hover hover:text-text aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-text"
        >
          Introduction
        </Link>
      </li>
      {props.groups.map((group) => (
        <li key={group.tag}>
          <Group group={group} {...props} />
        </li>
      ))}
    </ul>
  )
  return (
    <nav aria-label={`Operations of ${props.title}`} className="min-w-0">
      <details className="mb-6 rounded-card border border-line lg:hidden">
        <summary className="flex h-11 list-none items-center justify-between gap-2 px-4 font-medium [&::-webkit-details-marker]:hidden">
          Operations
          <ChevronRight className="size-4 text-muted [[open]>summary>&]:rotate-90" aria-hidden />
        </summary>
        <div className="scroll-thin max-h-[60vh] overflow-y-auto border-t border-line p-2">{list}</div>
      </details>
      <ScrollKeeper
        id={props.base}
        className="scroll-thin sticky top-16 -mr-3 -ml-1 max-h-[calc(100dvh-5rem)] overflow-y-auto pt-1 pr-3 pb-8 pl-1 max-lg:hidden"
      >
        {props.isSearchable ? <OperationSearch base={props.base}>{list}</OperationSearch> : list}
      </ScrollKeeper>
    </nav>
  )
}

const headClass =
  'flex h-8 w-full items-center gap-1 rounded-control pr-2 pl-1 text-table font-medium hover:bg-hover'

function Group({ group, base, current, openTag }: { group: NavigationGroup } & Props) {
  const head = (
    <>
      <ChevronRight className="size-3.5 shrink-0 text-muted [[open]>summary>&]:rotate-90" aria-hidden />
      <span className="min-w-0 flex-1 truncate" title={group.tag || 'Other'}>
        {group.tag || 'Other'}
      </span>
      <span className="text-meta font-normal text-muted tabular-nums">{group.count}</span>
    </>
  )
  if (!group.operations) {
    return (
      <Link href={tagHref(base, group.tag)} prefetch={false} className={headClass}>
        {head}
      </Link>
    )
  }
  const isOpen =
    openTag === group.tag || group.operations.some(({ key }) => key === current) || (!current && !openTag)
  return (
    <details open={isOpen}>
      <summary className={`${headClass} list-none [&::-webkit-details-marker]:hidden`}>{head}</summary>
      <ul className="mt-px ml-2.5 space-y-px border-l border-line pl-1.5">
        {group.operations.map((operation) => (
          <li key={operation.key}>
            <OperationLink base={base} operation={operation} isCurrent={operation.key === current} />
          </li>
        ))}
      </ul>
    </details>
  )
}
