import type { ReactNode } from 'react'
import type { Crumb } from '#components/ui/breadcrumb.tsx'
import { HeaderBreadcrumb } from './header-breadcrumb.tsx'

type Props = {
  title: string
  /** One sentence, or facts of the object. */
  description?: ReactNode
  /** Beside the title: state, method. */
  badge?: ReactNode
  /** Buttons at the right; one primary at most. */
  actions?: ReactNode
  /** From the section down to this page; the last has no `href`. Shown in the console's header, or above the title. */
  breadcrumb?: Crumb[]
  /** Under the title: `TabLinks`. */
  tabs?: ReactNode
}

export function PageHeader({ title, description, badge, actions, breadcrumb, tabs }: Props) {
  return (
    <header className="mb-6">
      {breadcrumb && <HeaderBreadcrumb items={breadcrumb} />}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-full">
          <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
            <h1 title={title} className="min-w-0 truncate text-title">
              {title}
            </h1>
            {badge}
          </div>
          {description && <div className="mt-1 max-w-2xl text-pretty text-muted">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
      </div>
      {tabs && <div className="mt-4">{tabs}</div>}
    </header>
  )
}
