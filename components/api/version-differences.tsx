import { Badge, type Tone } from '#components/ui/badge.tsx'
import { MethodBadge } from '#components/ui/method-badge.tsx'
import type { OperationName, VersionDifferences } from '#lib/api/schema.ts'

type Line = OperationName & { label: string; tone: Tone; notes: string[] }

const linesOf = ({ added, removed, changed }: VersionDifferences): Line[] => [
  ...removed.map((operation) => ({ ...operation, label: 'Removed', tone: 'danger' as const, notes: [] })),
  ...changed.map(({ isBreaking, ...operation }) => ({
    ...operation,
    label: isBreaking ? 'Changed, breaking' : 'Changed',
    tone: isBreaking ? ('danger' as const) : ('info' as const),
  })),
  ...added.map((operation) => ({ ...operation, label: 'Added', tone: 'success' as const, notes: [] })),
]

/** What a version changed, operation by operation: what may break callers first. */
export function VersionDifferencesView({ differences }: { differences: VersionDifferences | null }) {
  if (!differences)
    return <p className="text-muted">The first import: there is nothing to compare it with.</p>
  const lines = linesOf(differences)
  if (lines.length === 0) return <p className="text-muted">No operation changed.</p>
  return (
    <ul className="divide-y divide-line rounded-card border border-line">
      {lines.map(({ key, method, path, label, tone, notes }) => (
        <li
          key={`${label}-${key}`}
          className="flex flex-wrap items-start gap-x-3 gap-y-1 px-4 py-2 text-table"
        >
          <Badge tone={tone}>{label}</Badge>
          <span className="min-w-0 flex-1 basis-64">
            <span className="flex min-w-0 items-center gap-2">
              <MethodBadge method={method} />
              <code className="truncate font-mono">{path}</code>
            </span>
            {notes.map((note) => (
              <span key={note} className="block text-muted">
                {note}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
