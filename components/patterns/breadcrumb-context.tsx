'use client'
import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import type { Crumb } from '#components/ui/breadcrumb.tsx'

type Value = { items: Crumb[]; setItems: (items: Crumb[]) => void }
const Context = createContext<Value | null>(null)

/** Lets a page say its place to the shell's header, which is drawn above it. */
export function BreadcrumbProvider({ children }: { children: ReactNode }) {
  const [items, setItems] = useState<Crumb[]>([])
  const value = useMemo(() => ({ items, setItems }), [items])
  return <Context value={value}>{children}</Context>
}

/** Null where no shell shows breadcrumbs in its header. */
export const useBreadcrumb = () => use(Context)
