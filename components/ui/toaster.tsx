'use client'
import { useTheme } from 'next-themes'
import { Toaster as Sonner, toast } from 'sonner'

export { toast }

/** Where `toast(…)` shows: short words on what was done. Never the only place of an error at a form. */
export function Toaster() {
  const { resolvedTheme } = useTheme()
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-[22rem] max-w-[calc(100vw-2rem)] items-start gap-2.5 rounded-card bg-raised px-3.5 py-3 font-sans text-body text-text shadow-popover',
          description: 'mt-0.5 text-table text-muted',
          icon: 'mt-0.5 shrink-0 [&_svg]:size-4',
          success: '[&_[data-icon]]:text-success-text',
          error: '[&_[data-icon]]:text-danger-text',
          warning: '[&_[data-icon]]:text-warning-text',
          info: '[&_[data-icon]]:text-info-text',
          actionButton:
            'ml-auto shrink-0 rounded-control px-2 py-0.5 text-table font-medium text-accent-text hover:bg-hover',
        },
      }}
    />
  )
}
