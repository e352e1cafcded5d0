'use client'
import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { callAction } from '#components/patterns/call-action.ts'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'

export type Preview<T> = {
  /** Of the present choice; null while it is asked for, and when it was refused. */
  data: T | null
  error: ActionError | null
  isLoading: boolean
  /** Asks anew. Quietly: what is shown stays until the answer is there. */
  reload: (isQuiet?: boolean) => void
}

/**
 * What a server action previews for a choice, which `choice` names; null: there is nothing to preview. The answer to an
 * older choice is dropped, so what is shown is always what would be done.
 */
export function usePreview<T>(choice: string | null, load: () => Promise<ActionResult<T>>): Preview<T> {
  const [answer, setAnswer] = useState<{ choice: string; result: ActionResult<T> } | null>(null)
  const [attempt, setAttempt] = useState(0)
  const loadNow = useEffectEvent(load)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks for the same choice
  useEffect(() => {
    if (choice === null) return
    let isWanted = true
    void callAction(() => loadNow()).then((result) => isWanted && setAnswer({ choice, result }))
    return () => {
      isWanted = false
    }
  }, [choice, attempt])
  const reload = useCallback((isQuiet = false) => {
    if (!isQuiet) setAnswer(null)
    setAttempt((before) => before + 1)
  }, [])
  const result = answer !== null && answer.choice === choice ? answer.result : null
  return {
    data: result?.ok ? result.data : null,
    error: result && !result.ok ? result.error : null,
    isLoading: choice !== null && result === null,
    reload,
  }
}
