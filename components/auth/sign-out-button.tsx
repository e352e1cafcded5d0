'use client'
import { signOut } from 'next-auth/react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'

export function SignOutButton({ returnTo = '/', label = 'Sign out' }: { returnTo?: string; label?: string }) {
  const [isPending, setPending] = useState(false)
  const leave = () => {
    setPending(true)
    void signOut({ callbackUrl: returnTo }).catch(() => setPending(false))
  }
  return (
    <Button variant="primary" size="large" onClick={leave} isPending={isPending}>
      {label}
    </Button>
  )
}
