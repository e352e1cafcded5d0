import { cn } from './cn.ts'

const methods: Record<string, string> = {
  GET: 'text-method-get bg-method-get/10',
  POST: 'text-method-post bg-method-post/10',
  PUT: 'text-method-put bg-method-put/10',
  PATCH: 'text-method-patch bg-method-patch/10',
  DELETE: 'text-method-delete bg-method-delete/10',
  HEAD: 'text-method-head bg-method-head/10',
  OPTIONS: 'text-method-options bg-method-options/10',
  TRACE: 'text-method-trace bg-method-trace/10',
}

type Props = {
  method: string
  /** `plain` has no ground, for dense navigation. */
  look?: 'tag' | 'plain'
  className?: string
}

/** An HTTP method in its fixed hue. */
export function MethodBadge({ method, look = 'tag', className }: Props) {
  const name = method.toUpperCase()
  return (
    <span
      className={cn(
        'inline-flex h-5 shrink-0 items-center rounded-tag px-1.5 font-mono text-meta font-medium',
        methods[name] ?? methods.OPTIONS,
        look === 'plain' && 'bg-transparent px-0',
        className,
      )}
    >
      {name === 'DELETE' && look === 'plain' ? 'DEL' : name}
    </span>
  )
}
