import type { ReactNode } from 'react'

/** Nothing at this address, whatever the reason; `children` are the ways on. */
export function NotFoundState({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-md flex-col px-4 py-16">
      <h1 className="text-title">There is nothing here</h1>
      <p className="mt-1 text-pretty text-muted">
        The address may be mistyped, the object may be gone, or it belongs to an organization that you are not
        a member of.
      </p>
      <div className="mt-5 flex flex-wrap gap-2">{children}</div>
    </div>
  )
}
