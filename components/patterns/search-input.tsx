'use client'
import { LoaderCircle, Search } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { cn } from '#components/ui/cn.ts'
import { Input } from '#components/ui/input.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { useShortcut } from './use-shortcut.ts'

type Props = {
  value: string
  onChange: (value: string) => void
  placeholder: string
  isPending?: boolean
  className?: string
}

/** A search field that `/` jumps to and `Esc` empties, then leaves. */
export function SearchInput({ value, onChange, placeholder, isPending = false, className }: Props) {
  const input = useRef<HTMLInputElement>(null)
  useShortcut('/', () => input.current?.focus())
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    if (value) onChange('')
    else input.current?.blur()
  }
  const Icon = isPending ? LoaderCircle : Search
  return (
    <div className={cn('relative w-full sm:w-64', className)}>
      <Icon
        aria-hidden
        className={cn(
          'pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted',
          isPending && 'animate-spin',
        )}
      />
      <Input
        ref={input}
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={leave}
        placeholder={placeholder}
        aria-label={placeholder}
        aria-keyshortcuts="/"
        className="peer pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      <Kbd className="pointer-events-none absolute top-1/2 right-1.5 -translate-y-1/2 peer-focus:hidden max-sm:hidden">
        /
      </Kbd>
    </div>
  )
}
