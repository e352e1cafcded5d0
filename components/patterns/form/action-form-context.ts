'use client'
import { createContext, use } from 'react'
import type { ActionError } from '#lib/core/action-result.ts'

type State = { isPending: boolean; error: ActionError | null }
export const ActionFormContext = createContext<State>({ isPending: false, error: null })
export const useActionFormState = () => use(ActionFormContext)
