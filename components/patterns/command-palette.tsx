'use client'
import { Command as Cmdk } from 'cmdk'
import { LoaderCircle, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Dialog as Radix } from 'radix-ui'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { cn } from '#components/ui/cn.ts'
import { dialogClass, overlayClass } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { type Command, type CommandGroup, type FoundItem, useCommands } from './command-context.tsx'
import { useFound } from './use-found.ts'

export type CommandMenuProps = {
  groups: CommandGroup[]
  /** A server action: finds by name or id, at most a dozen. */
  find?: (query: string) => Promise<FoundItem[]>
}

type Props = CommandMenuProps & {
  /** What was typed before its code had come. */
  typed: RefObject<string>
}

/** The palette itself; see `CommandMenu`, which fetches it when it is first opened. */
export function CommandPalette({ groups, find, typed }: Props) {
  const { isOpen, setOpen, pageGroups } = useCommands()
  const [query, setQuery] = useState('')
  const { found, isPending } = useFound(query, find)
  const input = useRef<HTMLInputElement>(null)
  const router = useRouter()
  useLayoutEffect(() => {
    setQuery(typed.current)
  }, [typed])
  // Not as Radix does it, which selects what is there: the next key would replace it.
  const focusAtEnd = (event: Event) => {
    event.preventDefault()
    const field = input.current
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
  }
  const change = (isNowOpen: boolean) => {
    setOpen(isNowOpen)
    if (!isNowOpen) setQuery('')
  }
  const choose = (command: Command) => {
    change(false)
    if ('href' in command) router.push(command.href)
    else command.run()
  }
  return (
    <Radix.Root open={isOpen} onOpenChange={change}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusAtEnd}
          className={cn(dialogClass, 'max-w-xl')}
        >
          <Radix.Title className="sr-only">Go to or do</Radix.Title>
          <Cmdk loop filter={score} className="flex min-h-0 flex-col" label="Go to or do">
            <div className="flex h-12 items-center gap-2.5 border-b border-line px-4">
              {isPending ? (
                <LoaderCircle className="size-4 shrink-0 animate-spin text-muted" aria-hidden />
              ) : (
                <Search className="size-4 shrink-0 text-muted" aria-hidden />
              )}
              <Cmdk.Input
                ref={input}
                value={query}
                onValueChange={setQuery}
                placeholder={find ? 'Go to, do, or find by name or id' : 'Go to or do'}
                className="h-full min-w-0 flex-1 bg-transparent text-body outline-none placeholder:text-muted focus-visible:outline-none"
              />
              <Kbd>Esc</Kbd>
            </div>
            <Cmdk.List className="scroll-thin max-h-[min(24rem,60vh)] scroll-py-1 overflow-y-auto p-1">
              <Cmdk.Empty className="px-3 py-8 text-center text-muted">
                {isPending ? 'Searching' : `Nothing found for “${query}”`}
              </Cmdk.Empty>
              {found.length > 0 && (
                <Group group={{ label: 'Found', items: matching(found, query) }} onChoose={choose} />
              )}
              {[...pageGroups, ...groups].map((group) => (
                <Group key={group.label} group={group} onChoose={choose} />
              ))}
            </Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

// The server has matched these already, maybe by what is not shown here.
const matching = (found: FoundItem[], query: string) => found.map((item) => ({ ...item, keywords: [query] }))

// Every word has to stand somewhere in the label or the keywords; labels that begin with it come first.
function score(_value: string, search: string, keywords: string[] = []): number {
  const text = keywords.join(' ').toLowerCase()
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (!words.every((word) => text.includes(word))) return 0
  return keywords.some((keyword) => keyword.toLowerCase().startsWith(words[0] ?? '')) ? 1 : 0.5
}

type GroupProps = { group: CommandGroup; onChoose: (command: Command) => void }

function Group({ group, onChoose }: GroupProps) {
  return (
    <Cmdk.Group
      heading={group.label}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted"
    >
      {group.items.map((item) => (
        <Cmdk.Item
          key={item.id}
          value={`${group.label} ${item.id}`}
          keywords={[item.label, ...(item.keywords ?? [])]}
          onSelect={() => onChoose(item)}
          className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control px-2.5 text-body data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted"
        >
          {item.icon}
          <span className="min-w-0 flex-1 truncate">{item.label}</span>
          {item.hint && <span className="max-w-48 truncate text-meta text-muted">{item.hint}</span>}
        </Cmdk.Item>
      ))}
    </Cmdk.Group>
  )
}
