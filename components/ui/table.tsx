import type { ComponentProps } from 'react'
import { cn } from './cn.ts'
import { ScrollFrame } from './scroll-frame.tsx'

/** A table that scrolls inside its frame on narrow screens. */
export function Table({ className, ...props }: ComponentProps<'table'>) {
  // Relative: text for screen readers stays inside the frame instead of widening the page.
  return (
    <ScrollFrame>
      <table className={cn('relative w-full border-collapse text-table', className)} {...props} />
    </ScrollFrame>
  )
}

export function TableHead({ className, ...props }: ComponentProps<'thead'>) {
  return <thead className={cn('border-b border-line', className)} {...props} />
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody className={cn('[&>tr:last-child]:border-0', className)} {...props} />
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return <tr className={cn('h-11 border-b border-line', className)} {...props} />
}

export function TableHeaderCell({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn('label-meta h-9 whitespace-nowrap px-3 text-left first:pl-4 last:pr-4', className)}
      {...props}
    />
  )
}

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return <td className={cn('px-3 py-1 first:pl-4 last:pr-4', className)} {...props} />
}
