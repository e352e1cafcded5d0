import { Badge } from '#components/ui/badge.tsx'
import type { DocumentProblem } from '#lib/api/schema.ts'

const SHOWN_MAX = 100

/** What is wrong in a document, each with its place; errors first. */
export function ProblemList({ problems }: { problems: DocumentProblem[] }) {
  const sorted = [...problems].sort((a, b) => a.severity.localeCompare(b.severity))
  return (
    <div className="rounded-card border border-line">
      <ul
        aria-label="Problems of the document"
        className="scroll-thin max-h-96 divide-y divide-line overflow-y-auto"
      >
        {sorted.slice(0, SHOWN_MAX).map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same problem may stand twice
          <li key={index} className="flex flex-wrap items-start gap-x-3 gap-y-1 px-4 py-2 text-table">
            <Badge tone={problem.severity === 'error' ? 'danger' : 'warning'}>
              {problem.severity === 'error' ? 'Error' : 'Warning'}
            </Badge>
            <span className="min-w-0 flex-1 basis-64 break-words">
              {problem.message}
              <code className="block break-all font-mono text-meta text-muted">{placeOf(problem)}</code>
            </span>
          </li>
        ))}
      </ul>
      {problems.length > SHOWN_MAX && (
        <p className="border-t border-line px-4 py-2 text-table text-muted">
          and {problems.length - SHOWN_MAX} more
        </p>
      )}
    </div>
  )
}

function placeOf({ pointer, line, column }: DocumentProblem): string {
  const at = line === undefined ? '' : `line ${line}${column === undefined ? '' : `, column ${column}`}`
  return [at, pointer || 'the whole document'].filter(Boolean).join(' · ')
}
