'use client'
import { type ReactNode, useLayoutEffect, useRef } from 'react'

/** Where each pane was scrolled to; a page that opens anew puts its pane back. */
const kept = new Map<string, number>()

/** A pane that stays where it was when another page shows the same one, and shows what is current in it. */
export function ScrollKeeper({
  id,
  className,
  children,
}: {
  id: string
  className: string
  children: ReactNode
}) {
  const pane = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = pane.current
    if (!element) return
    element.scrollTop = kept.get(id) ?? 0
    const current = element.querySelector<HTMLElement>('[aria-current=page]')
    const place = current?.getBoundingClientRect()
    const frame = element.getBoundingClientRect()
    const isHidden = place && (place.bottom > frame.bottom || place.top < frame.top)
    if (current && isHidden) element.scrollTop = current.offsetTop - element.offsetTop - frame.height / 3
  }, [id])
  return (
    <div ref={pane} onScroll={(event) => kept.set(id, event.currentTarget.scrollTop)} className={className}>
      {children}
    </div>
  )
}
