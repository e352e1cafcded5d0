'use client'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useCommands } from './command-context.tsx'
import type { CommandMenuProps } from './command-palette.tsx'
import { CommandTypeAhead } from './command-type-ahead.tsx'
import { loadCommandPalette, prefetchCommandPalette } from './load-command-palette.ts'
import { useShortcut } from './use-shortcut.ts'

const CommandPalette = lazy(loadCommandPalette)

// ⌘ or Ctrl alone goes down before K: the code is on its way by then.
function fetchEarly(event: KeyboardEvent) {
  if (event.key === 'Meta' || event.key === 'Control') prefetchCommandPalette()
}

/** ⌘K: go anywhere, act on this object, find by name or id. Its code comes when it is first wanted. */
export function CommandMenu(props: CommandMenuProps) {
  const { isOpen, setOpen } = useCommands()
  const [wasOpened, setOpened] = useState(false)
  const typed = useRef('')
  useShortcut('mod+k', () => setOpen(!isOpen))
  useEffect(() => {
    window.addEventListener('keydown', fetchEarly)
    return () => window.removeEventListener('keydown', fetchEarly)
  }, [])
  if (isOpen && !wasOpened) setOpened(true)
  const giveUp = () => {
    typed.current = ''
    setOpen(false)
  }
  return (
    wasOpened && (
      <Suspense fallback={isOpen && <CommandTypeAhead typed={typed} onClose={giveUp} />}>
        <CommandPalette {...props} typed={typed} />
      </Suspense>
    )
  )
}
