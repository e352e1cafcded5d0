import type { ReactNode } from 'react'
import { PortalShell } from '#components/shell/portal-shell.tsx'
import { currentActor } from '#lib/auth/session.ts'
import { listSandboxes } from '#lib/sandbox/queries.ts'
import { findInPortalAction } from './find.ts'

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor()
  return (
    <PortalShell
      user={actor.kind === 'user' ? { name: actor.name, isOperator: actor.isOperator } : null}
      organizations={actor.memberships}
      sandboxes={actor.kind === 'user' ? await listSandboxes(actor) : []}
      find={findInPortalAction}
    >
      {children}
    </PortalShell>
  )
}
