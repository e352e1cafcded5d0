import { cn } from './cn.ts'
import { CopyButton } from './copy-button.tsx'

type Props = { children: string; isCopyable?: boolean; className?: string }

/** An id, path, header or address: mono, cut with the full text on hover, copied in one click when asked. */
export function Mono({ children, isCopyable = false, className }: Props) {
  const text = (
    <span title={children} className={cn('min-w-0 truncate font-mono text-meta', className)}>
      {children}
    </span>
  )
  if (!isCopyable) return text
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-0.5">
      {text}
      <CopyButton text={children} label={`Copy ${children}`} className="size-6" />
    </span>
  )
}
