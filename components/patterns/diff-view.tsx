import { cn } from '#components/ui/cn.ts'
import { scrollPane } from '#components/ui/scroll-pane.ts'
import { diffJsonLines } from './diff-lines.ts'

const looks = {
  same: { sign: ' ', className: '' },
  added: { sign: '+', className: 'bg-success-surface text-success-text' },
  removed: { sign: '−', className: 'bg-danger-surface text-danger-text' },
  gap: { sign: '⋯', className: 'text-muted' },
}

type Props = { before: unknown; after: unknown; className?: string }

/** What changed between two JSON values, line by line, secrets masked. */
export function DiffView({ before, after, className }: Props) {
  const lines = diffJsonLines(before, after)
  if (lines.every((line) => line.kind === 'same' || line.kind === 'gap'))
    return <p className="text-table text-muted">No visible field changed.</p>
  return (
    <pre
      {...scrollPane}
      className={cn('scroll-thin overflow-x-auto rounded-card border border-line py-2 text-meta', className)}
    >
      <code className="block w-max min-w-full">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <span key={index} className={cn('block pr-4 pl-3 leading-5', looks[line.kind].className)}>
            <span className="mr-3 inline-block w-2 select-none">{looks[line.kind].sign}</span>
            {line.text}
          </span>
        ))}
      </code>
    </pre>
  )
}
