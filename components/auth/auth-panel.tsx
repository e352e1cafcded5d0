import type { ReactNode } from 'react'

type Props = {
  title: string
  description?: ReactNode
  children?: ReactNode
  /** Under the panel: the way to the other page. */
  foot?: ReactNode
}

/** The one panel of a sign-in, sign-up, sign-out or invitation page. */
export function AuthPanel({ title, description, children, foot }: Props) {
  return (
    <div className="w-full max-w-[25rem]">
      <div className="rounded-dialog border border-line bg-ground p-6 sm:p-8">
        <h1 className="text-title">{title}</h1>
        {description && <div className="mt-1 text-pretty text-muted">{description}</div>}
        {children && <div className="mt-6 flex flex-col gap-4">{children}</div>}
      </div>
      {foot && <p className="mt-4 text-center text-muted">{foot}</p>}
    </div>
  )
}

/** Between two ways to sign in. */
export function Or() {
  return (
    <div className="flex items-center gap-3 text-meta text-muted">
      <span className="h-px flex-1 bg-line" />
      or
      <span className="h-px flex-1 bg-line" />
    </div>
  )
}
