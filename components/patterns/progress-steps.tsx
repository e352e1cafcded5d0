import { Check, LoaderCircle, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'
import { Progress } from '#components/ui/progress.tsx'

export type ProgressStep = {
  label: string
  state: 'waiting' | 'active' | 'done' | 'failed'
  detail?: ReactNode
  /** Of an active step: what is done, of how much. */
  progress?: { done: number; total: number; unit: string }
}

const rings = {
  waiting: 'border-line-strong text-transparent',
  active: 'border-accent text-accent-text',
  done: 'border-success bg-success-surface text-success-text',
  failed: 'border-danger bg-danger-surface text-danger-text',
}

/** Long work: what is done, what is at work, what comes next. Announces its changes. */
export function ProgressSteps({ steps, className }: { steps: ProgressStep[]; className?: string }) {
  return (
    <ol aria-live="polite" className={cn('flex flex-col', className)}>
      {steps.map((step) => (
        <Step key={step.label} {...step} />
      ))}
    </ol>
  )
}

function Step({ label, state, detail, progress }: ProgressStep) {
  const Icon = state === 'failed' ? X : state === 'active' ? LoaderCircle : Check
  return (
    <li className="group flex gap-3">
      <div className="flex flex-col items-center">
        <span className={cn('grid size-5 shrink-0 place-items-center rounded-full border', rings[state])}>
          <Icon aria-hidden className={cn('size-3', state === 'active' && 'animate-spin')} />
        </span>
        <span aria-hidden className="my-1 w-px flex-1 bg-line group-last:hidden" />
      </div>
      <div className="min-w-0 flex-1 pb-4 group-last:pb-0">
        <p className={cn('font-medium', state === 'waiting' && 'text-muted')}>
          {label}
          <span className="sr-only">, {state}</span>
        </p>
        {detail && <div className="text-table text-muted">{detail}</div>}
        {progress && (
          <div className="mt-1.5 flex items-center gap-3">
            <Progress
              value={progress.done}
              max={progress.total}
              label={`${progress.done.toLocaleString('en')} of ${progress.total.toLocaleString('en')} ${progress.unit}`}
            />
            <span className="shrink-0 text-meta tabular-nums text-muted">
              {progress.done.toLocaleString('en')} of {progress.total.toLocaleString('en')} {progress.unit}
            </span>
          </div>
        )}
      </div>
    </li>
  )
}
