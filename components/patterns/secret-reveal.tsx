'use client'
import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'

type Props = {
  /** "API key". */
  label: string
  secret: string
  /** How to use it: a snippet with the secret in it. */
  children?: ReactNode
  /** Pressed "I saved it": close the dialog, or go on. */
  onSaved: () => void
}

/**
 * A secret, shown this once. It is never stored or fetched again. It often takes the place of the form that had the focus:
 * the focus goes on to what is to be done next.
 */
export function SecretReveal({ label, secret, children, onSaved }: Props) {
  const [isCopied, setCopied] = useState(false)
  return (
    <div className="flex flex-col gap-4">
      <Callout
        tone="warning"
        title={`Copy your ${label.charAt(0).toLowerCase() === label.charAt(0) || label.startsWith('API') ? label : label.toLowerCase()} now`}
      >
        It is shown this once. We keep only a digest and cannot show it again.
      </Callout>
      <div className="flex min-w-0 items-center gap-2 rounded-card border border-line-strong bg-subtle py-1.5 pr-1.5 pl-3.5">
        <output aria-label={label} className="min-w-0 flex-1 select-all break-all font-mono text-table">
          {secret}
        </output>
        <CopyButton
          text={secret}
          label="Copy"
          isLabelled
          autoFocus
          variant={isCopied ? 'secondary' : 'primary'}
          onCopied={() => setCopied(true)}
        />
      </div>
      {children}
      <div className="flex justify-end">
        <Button variant={isCopied ? 'primary' : 'secondary'} onClick={onSaved}>
          I saved it
        </Button>
      </div>
    </div>
  )
}
