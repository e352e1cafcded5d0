import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'
import { Snippet } from '#components/ui/snippet.tsx'

type Props = {
  icon?: ReactNode
  title: string
  /** Why it is empty and what it is for: one or two sentences. */
  children?: ReactNode
  /** The one thing to do. */
  action?: ReactNode
  /** What gets one going from a terminal. */
  snippet?: string
  /** No frame, when it stands inside one. */
  isBare?: boolean
  className?: string
}

/** Nothing yet: why, one action, a snippet to copy. For "no result" use `EmptyFilter`. */
export function EmptyState({ icon, title, children, action, snippet, isBare = false, className }: Props) {
  return (
    <div
      className={cn(
        'flex min-w-0 flex-col items-center px-6 py-12 text-center',
        !isBare && 'rounded-card border border-dashed border-line-strong',
        className,
      )}
    >
      {icon && (
        <span
          aria-hidden
          className="mb-3 grid size-9 place-items-center rounded-card border border-line bg-subtle text-muted [&_svg]:size-4"
        >
          {icon}
        </span>
      )}
      <h3 className="text-body font-semibold">{title}</h3>
      {children && <div className="mt-1 max-w-md text-pretty text-muted">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
      {snippet && <Snippet code={snippet} className="mt-5 w-full max-w-xl" />}
    </div>
  )
}
