'use client'
import { useEffect, useEffectEvent } from 'react'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Runs on one key anywhere on the page, but not while someone types; `mod+k` is ⌘K and Ctrl-K, also while typing. */
export function useShortcut(key: string, run: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isMod = key.startsWith('mod+')
    const wanted = isMod ? key.slice(4) : key
    if (event.key.toLowerCase() !== wanted || event.defaultPrevented || event.isComposing) return
    if (isMod !== (event.metaKey || event.ctrlKey) || event.altKey) return
    if (!isMod && isTyping(event.target)) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
