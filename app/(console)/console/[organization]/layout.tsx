import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { ConsoleShell } from '#components/shell/console-shell.tsx'
import { requireActor } from '#lib/auth/session.ts'
import { getSandbox } from '#lib/sandbox/queries.ts'
import { findInConsole } from './find.ts'

type Props = { params: Promise<{ organization: string }>; children: ReactNode }

export default async function OrganizationLayout({ params, children }: Props) {
  const [actor, { organization: slug }] = await Promise.all([requireActor(), params])
  const organization = actor.memberships.find((membership) => membership.slug === slug)
  if (!organization) notFound()
  const { isSandbox, clockOffsetMs } = await getSandbox(actor, organization.organizationId)
  return (
    <ConsoleShell
      organization={organization}
      organizations={actor.memberships}
      sandboxes={isSandbox ? [{ ...organization, clockOffsetMs }] : []}
      find={findInConsole.bind(null, organization.slug)}
      user={{ name: actor.name, isOperator: actor.isOperator }}
    >
      {children}
    </ConsoleShell>
  )
}
