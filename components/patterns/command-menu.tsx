'use client'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { useCommands } from './command-context.tsx'
import type { CommandMenuProps } from './command-palette.tsx'
import { useShortcut } from './use-shortcut.ts'

const load = () => import('./command-palette.tsx').then((module) => module.CommandPalette)
const CommandPalette = dynamic(load, { ssr: false })

// ⌘ or Ctrl alone goes down before K: the code is on its way by then.
function fetchEarly(event: KeyboardEvent) {
  if (event.key === 'Meta' || event.key === 'Control') void load()
}

/** ⌘K: go anywhere, act on this object, find by name or id. Its code comes when it is first wanted. */
export function CommandMenu(props: CommandMenuProps) {
  const { isOpen, setOpen } = useCommands()
  const [wasOpened, setOpened] = useState(false)
  useShortcut('mod+k', () => setOpen(!isOpen))
  useEffect(() => {
    window.addEventListener('keydown', fetchEarly)
    return () => window.removeEventListener('keydown', fetchEarly)
  }, [])
  if (isOpen && !wasOpened) setOpened(true)
  return wasOpened && <CommandPalette {...props} />
}
