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
      <CopyButton text={code} label="Copy code" className="absolute top-1 right-1 bg-subtle" />
    </div>
  )
}
