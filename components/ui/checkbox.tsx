'use client'
import { Check, Minus } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn.ts'
import { useFieldControl } from './field-context.ts'

type Props = ComponentProps<typeof Radix.Root> & {
  /** Beside the box. Without it, give `aria-label` or a surrounding `Field`. */
  label?: ReactNode
  hint?: ReactNode
}

export function Checkbox({ className, label, hint, id: ownId, ...props }: Props) {
  const field = useFieldControl()
  const fallback = useId()
  const id = ownId ?? field.id ?? fallback
  const box = (
    <Radix.Root
      {...field}
      id={id}
      aria-describedby={hint ? `${id}-text` : field['aria-describedby']}
      className={cn(
        'group grid size-4 shrink-0 place-items-center rounded-tag border border-line-control bg-raised text-on-accent transition-colors duration-100 disabled:opacity-50 aria-invalid:border-danger data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent',
        className,
      )}
      {...props}
    >
      <Radix.Indicator>
        <Check className="size-3 stroke-3 group-data-[state=indeterminate]:hidden" aria-hidden />
        <Minus className="hidden size-3 stroke-3 group-data-[state=indeterminate]:block" aria-hidden />
      </Radix.Indicator>
    </Radix.Root>
  )
  if (!label) return box
  return (
    <div className="flex items-start gap-2">
      <span className="flex h-5 items-center">{box}</span>
      <div className="min-w-0">
        <label htmlFor={id} className="select-none text-body">
          {label}
        </label>
        {hint && (
          <p id={`${id}-text`} className="text-meta text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
