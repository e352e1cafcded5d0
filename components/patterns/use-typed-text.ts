'use client'
import { useCallback, useEffect, useRef, useState } from 'react'

const PAUSE_MS = 200

type TypedText = {
  /** What stands in the field. */
  text: string
  type: (text: string) => void
  /** Drops what was typed and not committed. */
  drop: () => void
}

/**
 * Text that is committed once typing pauses; emptied, it is at once. A link that is followed wins over what was typed last,
 * which must not bring the reader back: before the pause the text is dropped; while it is on its way into the address, when
 * `commit` has not settled, the page is left for good, and nothing of it comes after.
 */
export function useTypedText(committed: string, commit: (text: string) => Promise<unknown>): TypedText {
  const [typed, setTyped] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const underWay = useRef<Promise<unknown>>(undefined)
  const stop = useCallback(() => clearTimeout(timer.current), [])
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[href]')
      if (!link) return
      stop()
      const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
      if (!underWay.current || isElsewhere) return
      event.preventDefault()
      event.stopPropagation()
      location.assign(link.href)
    }
    addEventListener('click', follow, true)
    return () => {
      removeEventListener('click', follow, true)
      stop()
    }
  }, [stop])
  const finish = (text: string) => {
    const commits = commit(text).finally(() => {
      if (underWay.current === commits) underWay.current = undefined
    })
    underWay.current = commits
    setTyped(null)
  }
  return {
    text: typed ?? committed,
    type: (text) => {
      stop()
      if (text === '') return finish(text)
      setTyped(text)
      timer.current = setTimeout(finish, PAUSE_MS, text)
    },
    drop: () => {
      stop()
      setTyped(null)
    },
  }
}
