'use client'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'
import type { ButtonVariants } from './button-variants.ts'
import { cn } from './cn.ts'

type Props = ButtonVariants & {
  text: string
  /** What is copied, e.g. "Copy key". Shown only when `isLabelled`. */
  label?: string
  isLabelled?: boolean
  className?: string
  /** Takes the focus when it appears. */
  autoFocus?: boolean
  onCopied?: () => void
}

/** Puts a text on the clipboard and says so. */
export function CopyButton({
  text,
  label = 'Copy',
  isLabelled = false,
  variant = 'ghost',
  size,
  className,
  autoFocus = false,
  onCopied,
}: Props) {
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    onCopied?.()
  }
  const Icon = isCopied ? Check : Copy
  return (
    <Button
      variant={variant}
      size={size ?? (isLabelled ? 'default' : 'icon-small')}
      onClick={copy}
      autoFocus={autoFocus}
      aria-label={isLabelled ? undefined : label}
      title={isLabelled ? undefined : label}
      className={cn('print:hidden', isCopied && 'text-success-text', className)}
    >
      <Icon aria-hidden />
      {isLabelled && (isCopied ? 'Copied' : label)}
      <span role="status" className="sr-only">
        {isCopied ? 'Copied' : ''}
      </span>
    </Button>
  )
}
