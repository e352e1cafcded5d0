import type { ReactNode } from 'react'
import { PortalShell } from '#components/shell/portal-shell.tsx'
import { currentActor } from '#lib/auth/session.ts'
import { findInPortalAction } from './find.ts'

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor()
  return (
    <PortalShell
      user={actor.kind === 'user' ? { name: actor.name, isOperator: actor.isOperator } : null}
      organizations={actor.memberships}
      find={findInPortalAction}
    >
      {children}
    </PortalShell>
  )
}
