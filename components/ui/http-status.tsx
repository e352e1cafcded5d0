import { cn } from './cn.ts'

const classes = [
  'text-muted',
  'text-status-1xx',
  'text-status-2xx',
  'text-status-3xx',
  'text-status-4xx',
  'text-status-5xx',
] as const

/** An HTTP status code in the hue of its class. */
export function HttpStatus({ status, className }: { status: number | string; className?: string }) {
  const group = Number(String(status).charAt(0)) || 0
  return (
    <span
      className={cn('font-mono text-table font-medium tabular-nums', classes[group] ?? classes[0], className)}
    >
      {status}
    </span>
  )
}
