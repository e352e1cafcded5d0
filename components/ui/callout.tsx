import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn.ts'

const looks = {
  info: { icon: Info, className: 'border-info-line bg-info-surface [&>svg]:text-info-text' },
  success: {
    icon: CircleCheck,
    className: 'border-success-line bg-success-surface [&>svg]:text-success-text',
  },
  warning: {
    icon: TriangleAlert,
    className: 'border-warning-line bg-warning-surface [&>svg]:text-warning-text',
  },
  danger: { icon: CircleAlert, className: 'border-danger-line bg-danger-surface [&>svg]:text-danger-text' },
}

type Props = {
  tone: keyof typeof looks
  title?: ReactNode
  children?: ReactNode
  /** At the right: the way out. */
  action?: ReactNode
  /** Announced when it appears. */
  isAlert?: boolean
  className?: string
}

/** A message in the page: state, with a word and the way out. */
export function Callout({ tone, title, children, action, isAlert = false, className }: Props) {
  const { icon: Icon, className: look } = looks[tone]
  return (
    <div
      role={isAlert ? 'alert' : undefined}
      className={cn(
        'flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-card border px-3.5 py-2.5 text-body',
        look,
        className,
      )}
    >
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1 basis-48 break-words">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={cn('text-table', title && 'text-muted')}>{children}</div>}
      </div>
      {action}
    </div>
  )
}
