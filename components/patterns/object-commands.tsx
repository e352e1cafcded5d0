'use client'
import { useMemo } from 'react'
import { type CommandGroup, PageCommands } from './command-context.tsx'

type Link = { label: string; href: string }
type Props = {
  /** As the page names it. */
  name: string
  id: string
  /** What can be opened from here: its tabs, its usage, its history. */
  links: Link[]
}

async function copy(text: string) {
  const [{ toast }] = await Promise.all([import('sonner'), navigator.clipboard.writeText(text)])
  toast.success('Id copied')
}

/** Puts the object in view into the palette: where to go from it, and its id to copy. */
export function ObjectCommands({ name, id, links }: Props) {
  const key = JSON.stringify(links)
  const groups = useMemo<CommandGroup[]>(
    () => [
      {
        label: name,
        items: [
          ...(JSON.parse(key) as Link[]).map(({ label, href }) => ({ id: href, label, href })),
          { id: `copy-${id}`, label: 'Copy id', hint: id, run: () => void copy(id) },
        ],
      },
    ],
    [name, id, key],
  )
  return <PageCommands groups={groups} />
}
