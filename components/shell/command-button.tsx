'use client'
import { Search } from 'lucide-react'
import { useCommands } from '#components/patterns/command-context.tsx'
import { prefetchCommandPalette } from '#components/patterns/load-command-palette.ts'
import { Button } from '#components/ui/button.tsx'
import { Kbd } from '#components/ui/kbd.tsx'

/** Opens the palette; on wide screens it says how to do it by keyboard. */
export function CommandButton() {
  const { isOpen, setOpen } = useCommands()
  return (
    <Button
      variant="secondary"
      onClick={() => setOpen(true)}
      onPointerEnter={prefetchCommandPalette}
      onFocus={prefetchCommandPalette}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-label="Search and commands"
      aria-keyshortcuts="Meta+K Control+K"
      className="font-normal text-muted max-md:size-8 max-sm:size-9 max-md:border-0 max-md:bg-transparent max-md:px-0 md:w-56 md:justify-start md:pr-1.5 md:pl-2.5"
    >
      <Search aria-hidden />
      <span className="flex-1 text-left max-md:hidden">Search</span>
      <Kbd className="max-md:hidden">⌘K</Kbd>
    </Button>
  )
}
