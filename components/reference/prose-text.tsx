import { Markdown } from '#components/patterns/markdown.tsx'
import { cn } from '#components/ui/cn.ts'

/** Anything that Markdown would show otherwise than it is written. */
const MARKED = /[*_`[\]<>#|~\\]|\n\s*[-\d]|https?:/

/** A description from a document: Markdown where it is, plain text where it is not, which costs far less. */
export function ProseText({ children, className }: { children: string; className?: string }) {
  const text = children.trim()
  if (!text) return null
  if (MARKED.test(text))
    return <Markdown className={cn('text-table! leading-5! text-muted!', className)}>{text}</Markdown>
  return <p className={cn('max-w-[44rem] text-pretty text-table text-muted', className)}>{text}</p>
}
