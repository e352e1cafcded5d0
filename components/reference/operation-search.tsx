'use client'
import { type ReactNode, useDeferredValue, useEffect, useState } from 'react'
import { SearchInput } from '#components/patterns/search-input.tsx'
import { OperationLink } from './operation-link.tsx'
import { searchHref } from './reference-links.ts'
import type { NavigationItem } from './reference-types.ts'

const DEBOUNCE_MS = 150

type Answer = { text: string; operations: NavigationItem[] | null }

/** Searches the API's operations on the server; while there is a text, what was found stands in the place of the navigation. */
export function OperationSearch({ base, children }: { base: string; children: ReactNode }) {
  const [text, setText] = useState('')
  const [answer, setAnswer] = useState<Answer>({ text: '', operations: [] })
  const wanted = useDeferredValue(text.trim())
  useEffect(() => {
    if (!wanted) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      fetch(searchHref(base, wanted), { signal: abort.signal })
        .then((response) => (response.ok ? (response.json() as Promise<NavigationItem[]>) : null))
        .then((operations) => setAnswer({ text: wanted, operations }))
        .catch(() => !abort.signal.aborted && setAnswer({ text: wanted, operations: null }))
    }, DEBOUNCE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [base, wanted])
  const isPending = wanted !== '' && answer.text !== wanted
  return (
    <>
      <SearchInput
        value={text}
        onChange={setText}
        placeholder="Find an operation"
        isPending={isPending}
        className="mb-3 sm:w-full"
      />
      {wanted ? <Found base={base} answer={answer} isPending={isPending} /> : children}
    </>
  )
}

function Found({ base, answer, isPending }: { base: string; answer: Answer; isPending: boolean }) {
  if (answer.operations === null) return <Note>The search did not answer. Try again.</Note>
  if (answer.operations.length === 0) return <Note>{isPending ? 'Searching…' : 'No operation matches.'}</Note>
  return (
    <ul className="space-y-px">
      {answer.operations.map((operation) => (
        <li key={operation.key}>
          <OperationLink base={base} operation={operation} />
        </li>
      ))}
    </ul>
  )
}

const Note = ({ children }: { children: ReactNode }) => (
  <p role="status" className="px-2.5 py-1 text-table text-muted">
    {children}
  </p>
)
