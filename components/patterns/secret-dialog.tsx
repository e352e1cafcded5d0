'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { SecretReveal } from './secret-reveal.tsx'

type Props = {
  /** What the button that opens it says: "Create key". */
  trigger: string
  title: string
  /** What it is about once the secret is there: "Your new API key". */
  madeTitle: string
  /** "API key". */
  label: string
  /** What is asked first; it tells the secret that was made. */
  form: (onMade: (secret: string) => void) => ReactNode
  /** How to use the secret: a snippet with it. */
  usage?: (secret: string) => ReactNode
}

/** A dialog that makes a secret and shows it this once. It is left by "I saved it", not by a stray click. */
export function SecretDialog({ trigger, title, madeTitle, label, form, usage }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const router = useRouter()
  const close = () => {
    setOpen(false)
    setSecret(null)
    router.refresh()
  }
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (secret !== null && !open ? undefined : setOpen(open))}>
      <DialogTrigger asChild>
        <Button variant="primary">{trigger}</Button>
      </DialogTrigger>
      <DialogContent title={secret === null ? title : madeTitle} width="medium">
        {secret === null ? (
          form(setSecret)
        ) : (
          <SecretReveal label={label} secret={secret} onSaved={close}>
            {usage?.(secret)}
          </SecretReveal>
        )}
      </DialogContent>
    </Dialog>
  )
}
