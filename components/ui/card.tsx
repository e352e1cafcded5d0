import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

/** A framed part of a page. Never one inside another. */
export function Card({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('min-w-0 rounded-card border border-line bg-ground', className)} {...props} />
}
