import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

const badgeVariants = cva(
  'inline-flex h-5 max-w-full shrink-0 items-center gap-1 truncate whitespace-nowrap rounded-full border px-2 text-meta font-medium [&_svg]:size-3 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        neutral: 'border-line bg-subtle text-muted',
        accent: 'border-accent-line bg-accent-surface text-accent-text',
        success: 'border-success-line bg-success-surface text-success-text',
        warning: 'border-warning-line bg-warning-surface text-warning-text',
        danger: 'border-danger-line bg-danger-surface text-danger-text',
        info: 'border-info-line bg-info-surface text-info-text',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
)

export type Tone = NonNullable<VariantProps<typeof badgeVariants>['tone']>

export function Badge({ className, tone, ...props }: ComponentProps<'span'> & { tone?: Tone }) {
  return <span className={cn(badgeVariants({ tone }), className)} {...props} />
}
