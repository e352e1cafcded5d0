import { cn } from './cn.ts'
import { CopyButton } from './copy-button.tsx'
import { scrollPane } from './scroll-pane.ts'

/** Plain code with a copy button, for client components. On the server use `CodeBlock`, which colours it. */
export function Snippet({ code, className }: { code: string; className?: string }) {
  return (
    <div className={cn('relative min-w-0 rounded-card border border-line bg-subtle text-left', className)}>
      <pre
        {...scrollPane}
        className="scroll-thin overflow-x-auto py-2.5 pr-11 pl-3.5 text-table text-code focus-visible:-outline-offset-2"
      >
        <code>{code}</code>
      </pre>
      <div className="absolute inset-y-0 right-0 rounded-r-card bg-subtle p-1">
        <CopyButton text={code} label="Copy code" />
      </div>
    </div>
  )
}
