'use client'
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'

type Options<T> = {
  initial: T
  /** Usually a server action that reads. */
  load: () => Promise<T>
  intervalMs?: number
  /** True: nothing more will change, stop asking. */
  isDone?: (data: T) => boolean
}

export type Live<T> = {
  data: T
  /** Moment of `data` in milliseconds; null until the first load in the browser. */
  asOf: number | null
  /** The last attempt failed: `data` is old. */
  isStale: boolean
  refresh: () => Promise<void>
}

const slowest = 8

/** Asks again and again while the page is seen; stops when it is hidden or done; slows down on errors. */
export function useLive<T>({ initial, load, intervalMs = 2000, isDone }: Options<T>): Live<T> {
  const [state, setState] = useState({ data: initial, asOf: null as number | null, failures: 0 })
  const isBusy = useRef(false)
  const loadNow = useEffectEvent(load)
  const run = useCallback(async () => {
    if (isBusy.current) return
    isBusy.current = true
    try {
      const data = await loadNow()
      setState({ data, asOf: Date.now(), failures: 0 })
    } catch {
      setState((before) => ({ ...before, failures: before.failures + 1 }))
    } finally {
      isBusy.current = false
    }
  }, [])
  const isFinished = isDone?.(state.data) ?? false
  const waitMs = intervalMs * Math.min(slowest, 2 ** state.failures)
  useEffect(() => {
    if (isFinished) return
    const tick = () => document.visibilityState === 'visible' && void run()
    const timer = setInterval(tick, waitMs)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [isFinished, run, waitMs])
  return { data: state.data, asOf: state.asOf, isStale: state.failures > 0, refresh: run }
}
