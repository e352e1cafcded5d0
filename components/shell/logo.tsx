import { cn } from '#components/ui/cn.ts'

/** The mark: a gate, seen from the front, its portcullis half up. Same drawing as `public/favicon.svg`. */
export function GateMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={cn('size-6 shrink-0', className)}>
      <path fill="currentColor" d="M3 21V10a9 9 0 0 1 18 0v11h-4V10a5 5 0 0 0-10 0v11z" />
      <path
        fill="var(--accent)"
        d="M8.5 9.6h1.75v6.15l-.875 1.1-.875-1.1zM11.125 9.6h1.75v8.4L12 19.1l-.875-1.1zM13.75 9.6h1.75v6.15l-.875 1.1-.875-1.1z"
      />
    </svg>
  )
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('flex items-center gap-2 text-section tracking-tight', className)}>
      <GateMark />
      Gatehouse
    </span>
  )
}
