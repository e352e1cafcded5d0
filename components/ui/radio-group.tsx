'use client'
import { RadioGroup as Radix } from 'radix-ui'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn.ts'
import { useFieldControl } from './field-context.ts'

export type RadioOption = { value: string; label: ReactNode; hint?: ReactNode; isDisabled?: boolean }

type Props = ComponentProps<typeof Radix.Root> & {
  options: RadioOption[]
  /** `list` is plain; `cards` frames each option, for choices that need a sentence. */
  look?: 'list' | 'cards'
}

export function RadioGroup({ options, look = 'list', className, ...props }: Props) {
  const { id: _id, ...field } = useFieldControl()
  return (
    <Radix.Root {...field} className={cn('flex flex-col gap-2', className)} {...props}>
      {options.map((option) => (
        <Option key={option.value} option={option} look={look} />
      ))}
    </Radix.Root>
  )
}

function Option({ option, look }: { option: RadioOption; look: 'list' | 'cards' }) {
  const id = useId()
  return (
    <label
      htmlFor={id}
      className={cn(
        'flex cursor-pointer items-start gap-2.5',
        look === 'cards' &&
          'rounded-card border border-line px-3 py-2.5 transition-colors duration-100 hover:bg-subtle has-data-[state=checked]:border-accent has-data-[state=checked]:bg-accent-surface',
        option.isDisabled && 'cursor-not-allowed opacity-50',
      )}
    >
      <span className="flex h-5 items-center">
        <Radix.Item
          id={id}
          value={option.value}
          disabled={option.isDisabled}
          className="grid size-4 shrink-0 place-items-center rounded-full border border-line-control bg-raised transition-colors duration-100 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
        >
          <Radix.Indicator className="size-1.5 rounded-full bg-on-accent" />
        </Radix.Item>
      </span>
      <span className="min-w-0">
        <span className="block text-body font-medium">{option.label}</span>
        {option.hint && <span className="block text-table text-muted">{option.hint}</span>}
      </span>
    </label>
  )
}
