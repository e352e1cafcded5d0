import { cn } from './cn.ts'

type Props = {
  name: string
  /** Organizations are square, people round. */
  shape?: 'person' | 'organization'
  size?: 'small' | 'medium' | 'large'
  className?: string
}

const sizes = { small: 'size-5', medium: 'size-7', large: 'size-10' }

/** Initials of a name. Decorative: the name stands beside it. */
export function Avatar({ name, shape = 'person', size = 'medium', className }: Props) {
  const words = name.trim().split(/\s+/)
  const letters = size === 'small' ? 1 : 2
  const initials = words
    .slice(0, letters)
    .map((word) => word.charAt(0))
    .join('')
  return (
    <span
      aria-hidden
      className={cn(
        'inline-grid shrink-0 select-none place-items-center border border-line-strong bg-selected text-meta font-medium uppercase text-text',
        shape === 'person' ? 'rounded-full' : 'rounded-control',
        sizes[size],
        className,
      )}
    >
      {initials || '?'}
    </span>
  )
}
