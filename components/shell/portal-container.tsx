import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'

/** The width and margins that most pages of the portal share. */
export function PortalContainer({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cn('mx-auto w-full max-w-[1264px] px-4 py-8 lg:px-8 print:p-0', className)}>
      {children}
    </div>
  )
}
