'use client'
import { type RefObject, useEffect } from 'react'

type Props = {
  /** Gathers what is typed. */
  typed: RefObject<string>
  onClose: () => void
}

/** Stands in for the palette until its code has come: what is typed meanwhile is kept for it, and no page reacts to it. */
export function CommandTypeAhead({ typed, onClose }: Props) {
  useEffect(() => {
    const keep = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return
      if (event.key === 'Escape') onClose()
      else if (event.key === 'Backspace') typed.current = typed.current.slice(0, -1)
      else if (event.key.length === 1) typed.current += event.key
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', keep, true)
    return () => window.removeEventListener('keydown', keep, true)
  }, [typed, onClose])
  return null
}
