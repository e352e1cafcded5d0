'use client'
import { KeyRound } from 'lucide-react'
import { signIn } from 'next-auth/react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'

/** On to the organization's own identity provider. */
export function OidcButton({ returnTo }: { returnTo: string }) {
  const [isPending, setPending] = useState(false)
  const go = () => {
    setPending(true)
    void signIn('oidc', { callbackUrl: returnTo }).catch(() => setPending(false))
  }
  return (
    <Button size="large" onClick={go} isPending={isPending}>
      {!isPending && <KeyRound aria-hidden />}
      Single sign-on
    </Button>
  )
}
