import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireActor } from '#lib/auth/session.ts'

export const metadata: Metadata = { title: { default: 'Console', template: '%s · Gatehouse console' } }

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  await requireActor()
  return children
}
