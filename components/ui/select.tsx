'use client'
import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn.ts'
import { controlClass } from './control-class.ts'
import { useFieldControl } from './field-context.ts'

export type SelectOption = { value: string; label: string; hint?: string; isDisabled?: boolean }

type Props = {
  options: SelectOption[]
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  placeholder?: string
  name?: string
  disabled?: boolean
  className?: string
  /** Only without a surrounding `Field`. */
  'aria-label'?: string
  /** Before the chosen label, e.g. "Status". */
  prefix?: ReactNode
  onBlur?: () => void
}

/** One of a list of options. Values may not be empty strings: use `placeholder` for "none chosen". */
export function Select({ options, placeholder, className, prefix, onBlur, ...props }: Props) {
  const field = useFieldControl()
  const { 'aria-label': ariaLabel, ...root } = props
  return (
    <Radix.Root {...root}>
      <Radix.Trigger
        {...field}
        aria-label={ariaLabel}
        onBlur={onBlur}
        className={cn(
          controlClass,
          'flex h-8 items-center justify-between gap-2 px-2.5 text-left max-sm:h-9 data-placeholder:text-muted',
          className,
        )}
      >
        <span className="flex min-w-0 items-center gap-1.5 truncate">
          {prefix && <span className="text-muted">{prefix}</span>}
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon asChild>
          <ChevronDown className="size-4 shrink-0 text-muted" aria-hidden />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-[min(var(--radix-select-content-available-height),20rem)] min-w-[var(--radix-select-trigger-width)] max-w-[calc(100vw-2rem)] overflow-hidden rounded-card bg-raised shadow-popover data-[state=open]:animate-pop-in"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Option key={option.value} {...option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Option({ value, label, hint, isDisabled = false }: SelectOption) {
  return (
    <Radix.Item
      value={value}
      disabled={isDisabled}
      className="flex cursor-pointer select-none items-start gap-2 rounded-control py-1.5 pr-3 pl-2 text-body outline-none data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-hover"
    >
      <span className="mt-0.5 size-4 shrink-0">
        <Radix.ItemIndicator>
          <Check className="size-4" aria-hidden />
        </Radix.ItemIndicator>
      </span>
      <span className="min-w-0">
        <Radix.ItemText>{label}</Radix.ItemText>
        {hint && <span className="block text-meta text-muted">{hint}</span>}
      </span>
    </Radix.Item>
  )
}
