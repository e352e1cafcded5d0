'use client'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { scrollPane } from './scroll-pane.ts'

/** Scrolls sideways what is too wide for it. Only then does the keyboard stop at it. */
export function ScrollFrame({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null)
  const [isTooWide, setTooWide] = useState(false)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const observer = new ResizeObserver(() => setTooWide(element.scrollWidth > element.clientWidth))
    observer.observe(element)
    if (element.firstElementChild) observer.observe(element.firstElementChild)
    return () => observer.disconnect()
  }, [])
  return (
    <div
      ref={frame}
      {...(isTooWide && scrollPane)}
      className="scroll-thin w-full overflow-x-auto focus-visible:-outline-offset-2"
    >
      {children}
    </div>
  )
}
