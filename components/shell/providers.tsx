'use client'
import dynamic from 'next/dynamic'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useEffect, useState } from 'react'

const Toaster = dynamic(() => import('#components/ui/toaster.tsx').then((module) => module.Toaster), {
  ssr: false,
})

/** Nothing is said before somebody acts: what says it comes with the first key or click. */
function LateToaster() {
  const [hasActed, setActed] = useState(false)
  useEffect(() => {
    const act = () => setActed(true)
    const once = { once: true, capture: true }
    window.addEventListener('pointerdown', act, once)
    window.addEventListener('keydown', act, once)
    return () => {
      window.removeEventListener('pointerdown', act, once)
      window.removeEventListener('keydown', act, once)
    }
  }, [])
  return hasActed && <Toaster />
}

/** Theme, state in the URL, toasts. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <NuqsAdapter>{children}</NuqsAdapter>
      <LateToaster />
    </ThemeProvider>
  )
}
