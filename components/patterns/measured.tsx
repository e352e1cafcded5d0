'use client'
import { useEffect, useState } from 'react'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'

type Props<T> = {
  /** A server action that measures; called once, when this appears. */
  load: () => Promise<ActionResult<T>>
  text: (data: T) => string
  /** When it could not be measured. */
  fallback: string
}

/** The measured consequence inside a `ConfirmDialog`: put it there only while the dialog is open. */
export function Measured<T>({ load, text, fallback }: Props<T>) {
  const [result, setResult] = useState<ActionResult<T> | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured once, when the dialog opens
  useEffect(() => {
    let isWanted = true
    void load().then((answer) => isWanted && setResult(answer))
    return () => {
      isWanted = false
    }
  }, [])
  if (!result) return <Skeleton className="h-10 w-full" />
  return <>{result.ok ? text(result.data) : fallback}</>
}
