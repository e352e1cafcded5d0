import { type ReactNode, useId } from 'react'
import { cn } from '#components/ui/cn.ts'

type Props = {
  title: string
  description?: ReactNode
  actions?: ReactNode
  className?: string
  children: ReactNode
}

/** A titled part of a page. */
export function Section({ title, description, actions, className, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={cn('mt-8 min-w-0 first:mt-0', className)}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={id} className="text-section">
            {title}
          </h2>
          {description && <p className="mt-0.5 max-w-2xl text-pretty text-muted">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
