'use client'
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'

export type Command = {
  id: string
  label: string
  /** At the right: an organization, a state. */
  hint?: string
  icon?: ReactNode
  /** Further words it is found by. */
  keywords?: string[]
} & ({ href: string } | { run: () => void })

export type CommandGroup = { label: string; items: Command[] }

/** What a search on the server found: the same for names and ids. */
export type FoundItem = { id: string; label: string; hint?: string; href: string }

type Value = {
  isOpen: boolean
  setOpen: (isOpen: boolean) => void
  pageGroups: CommandGroup[]
  setPageGroups: (groups: CommandGroup[]) => void
}

const Context = createContext<Value | null>(null)

export function CommandProvider({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const [pageGroups, setPageGroups] = useState<CommandGroup[]>([])
  const value = useMemo(() => ({ isOpen, setOpen, pageGroups, setPageGroups }), [isOpen, pageGroups])
  return <Context value={value}>{children}</Context>
}

export function useCommands(): Value {
  const value = use(Context)
  if (!value) throw new Error('useCommands needs a CommandProvider around it')
  return value
}

/** Puts the page's own commands ("act on this object") first in the palette while the page is open. */
export function PageCommands({ groups }: { groups: CommandGroup[] }) {
  const setPageGroups = use(Context)?.setPageGroups
  useEffect(() => {
    setPageGroups?.(groups)
    return () => setPageGroups?.([])
  }, [groups, setPageGroups])
  return null
}
