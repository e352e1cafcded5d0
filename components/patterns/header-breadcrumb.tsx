'use client'
import { useEffect, useLayoutEffect } from 'react'
import { Breadcrumb, type Crumb } from '#components/ui/breadcrumb.tsx'
import { useBreadcrumb } from './breadcrumb-context.tsx'

// Before the first paint in the browser; on the server there is nothing to do.
const useBrowserLayoutEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect

/** Gives the page's place to the shell's header; where there is none, shows it here. */
export function HeaderBreadcrumb({ items }: { items: Crumb[] }) {
  const setItems = useBreadcrumb()?.setItems
  const key = JSON.stringify(items)
  useBrowserLayoutEffect(() => {
    setItems?.(JSON.parse(key) as Crumb[])
    return () => setItems?.([])
  }, [key, setItems])
  return setItems ? null : <Breadcrumb items={items} className="mb-2 print:hidden" />
}
