'use client'
import { Slider as Radix } from 'radix-ui'
import { cn } from './cn.ts'

type Props = {
  value: number
  onValueChange: (value: number) => void
  min?: number
  max: number
  step?: number
  'aria-label': string
  /** Said instead of the bare number. */
  valueText: string
  className?: string
}

/** A value on a scale, by pointer or arrow keys. */
export function Slider({ value, onValueChange, className, valueText, 'aria-label': label, ...scale }: Props) {
  return (
    <Radix.Root
      value={[value]}
      onValueChange={([next]) => next !== undefined && onValueChange(next)}
      className={cn('relative flex h-5 w-full touch-none select-none items-center', className)}
      {...scale}
    >
      <Radix.Track className="relative h-1 grow rounded-full bg-line">
        <Radix.Range className="absolute h-full rounded-full bg-accent" />
      </Radix.Track>
      <Radix.Thumb
        aria-label={label}
        aria-valuetext={valueText}
        className="block size-4 rounded-full border border-accent bg-raised shadow-sm transition-shadow duration-100"
      />
    </Radix.Root>
  )
}
