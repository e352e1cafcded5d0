'use client'
import dynamic from 'next/dynamic'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'

// Nothing is said before somebody acts: it comes after the page.
const Toaster = dynamic(() => import('#components/ui/toaster.tsx').then((module) => module.Toaster), {
  ssr: false,
})

/** Theme, state in the URL, toasts. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <NuqsAdapter>{children}</NuqsAdapter>
      <Toaster />
    </ThemeProvider>
  )
}
