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
 * Text that is committed once typing pauses; emptied, it is at once. A link that is followed before the pause wins: what
 * was typed last must not bring the reader back.
 */
export function useTypedText(committed: string, commit: (text: string) => void): TypedText {
  const [typed, setTyped] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = useCallback(() => clearTimeout(timer.current), [])
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('a[href]')) stop()
    }
    addEventListener('click', follow, true)
    return () => {
      removeEventListener('click', follow, true)
      stop()
    }
  }, [stop])
  const finish = (text: string) => {
    commit(text)
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
