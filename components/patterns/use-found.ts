'use client'
import { useEffect, useState } from 'react'
import type { FoundItem } from './command-context.tsx'

const pauseMs = 150

/** Asks the server after a pause in typing. An answer to an older question is dropped; a failed one finds nothing. */
export function useFound(query: string, find?: (query: string) => Promise<FoundItem[]>) {
  const [state, setState] = useState<{ query: string; found: FoundItem[] }>({ query: '', found: [] })
  const wanted = query.trim()
  const isAsked = find !== undefined && wanted.length >= 2
  useEffect(() => {
    if (!find || !isAsked) return
    let isCurrent = true
    const settle = (found: FoundItem[]) => isCurrent && setState({ query: wanted, found })
    const timer = setTimeout(() => find(wanted).then(settle, () => settle([])), pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [find, isAsked, wanted])
  return { found: isAsked ? state.found : [], isPending: isAsked && state.query !== wanted }
}
