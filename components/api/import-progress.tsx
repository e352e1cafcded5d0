'use client'
import { useEffect, useState } from 'react'
import { formatBytes } from '#components/patterns/chart-format.ts'
import { ProgressSteps } from '#components/patterns/progress-steps.tsx'

/** What is being imported, by the form's own fields: a file's name and size, the size of pasted text, or an address. */
export function describeDocument(form: FormData): string {
  const file = form.get('file')
  if (file instanceof File && file.size > 0) return `${file.name}, ${formatBytes(file.size)}`
  const address = form.get('documentUrl')
  if (typeof address === 'string' && address) return address
  return `Pasted text, ${formatBytes(String(form.get('document') ?? '').length)}`
}

/** An import at work: what it has, what it does and since when, what comes next. */
export function ImportProgress({ document }: { document: string }) {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((value) => value + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <ProgressSteps
      className="rounded-card border border-line p-4"
      steps={[
        { label: 'Take the document', state: 'done', detail: document },
        {
          label: 'Read it, follow its references and check it',
          state: 'active',
          detail: (
            <span className="tabular-nums">{seconds} s so far; every problem is listed with its place</span>
          ),
        },
        { label: 'Open the new version', state: 'waiting' },
      ]}
    />
  )
}
