import { cva, type VariantProps } from 'class-variance-authority'

export const buttonVariants = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control font-medium transition-colors duration-100 disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent hover:bg-accent-hover',
        secondary: 'border border-line-strong bg-raised text-text hover:bg-hover data-[state=open]:bg-hover',
        ghost:
          'text-muted hover:bg-hover hover:text-text data-[state=open]:bg-hover data-[state=open]:text-text',
        danger: 'bg-danger-solid text-on-danger hover:bg-danger-solid-hover',
        'danger-quiet': 'border border-line-strong bg-raised text-danger-text hover:bg-danger-surface',
      },
      size: {
        default: 'h-8 px-3 text-body max-sm:h-9',
        small: 'h-7 px-2 text-table',
        large: 'h-10 px-4 text-body',
        icon: 'size-8 max-sm:size-9',
        'icon-small': 'size-7',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'default' },
  },
)

export type ButtonVariants = VariantProps<typeof buttonVariants>
