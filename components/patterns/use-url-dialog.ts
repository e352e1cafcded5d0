'use client'
import { usePathname, useSearchParams } from 'next/navigation'

/** A dialog whose being open stands in the URL, as `?cap=sub_1`: it can be linked to, and Reload and Back restore it. */
export function useUrlDialog(name: string, value: string) {
  const pathname = usePathname()
  const search = useSearchParams()
  const setOpen = (isOpen: boolean) => {
    const next = new URLSearchParams(search)
    if (isOpen) next.set(name, value)
    else next.delete(name)
    const url = next.size > 0 ? `${pathname}?${next}` : pathname
    // The page itself stays: nothing is asked of the server.
    if (isOpen) window.history.pushState(null, '', url)
    else window.history.replaceState(null, '', url)
  }
  return { isOpen: search.get(name) === value, setOpen }
}
