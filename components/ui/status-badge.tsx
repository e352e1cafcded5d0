import { Badge, type Tone } from './badge.tsx'
import { cn } from './cn.ts'

const dots: Record<Tone, string> = {
  neutral: 'bg-line-control',
  accent: 'bg-accent',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
  info: 'bg-info',
}

// One tone for one word, everywhere. A state that is not listed is neutral.
const tones: Record<string, Tone> = {
  active: 'success',
  approved: 'success',
  connected: 'success',
  enforced: 'success',
  published: 'success',
  up: 'success',
  accepted: 'success',
  pending: 'warning',
  suspended: 'warning',
  expiring: 'warning',
  unreachable: 'warning',
  behind: 'warning',
  draining: 'warning',
  propagating: 'info',
  connecting: 'info',
  revoked: 'danger',
  rejected: 'danger',
  refused: 'danger',
  failed: 'danger',
  expired: 'danger',
  down: 'danger',
}

/** The tone that a state's word has everywhere. */
export function toneOf(status: string): Tone {
  return tones[status] ?? 'neutral'
}

type Props = { status: string; label?: string; tone?: Tone; className?: string }

/** A state as a word with a dot: `<StatusBadge status="active" />`. */
export function StatusBadge({ status, label, tone = toneOf(status), className }: Props) {
  const text = label ?? status.replaceAll('_', ' ')
  return (
    <Badge tone={tone} className={cn('first-letter:uppercase', className)}>
      <span aria-hidden className={cn('size-1.5 shrink-0 rounded-full', dots[tone])} />
      {text.charAt(0).toUpperCase() + text.slice(1)}
    </Badge>
  )
}
