import Link from 'next/link'
import type { ReactNode } from 'react'
import { GateArches } from '#components/shell/gate-arches.tsx'
import { Logo } from '#components/shell/logo.tsx'
import { ThemeMenu } from '#components/shell/theme-menu.tsx'

/** Frame of pages with one panel: sign-in, sign-up, a new organization. */
export function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <div className="relative isolate flex min-h-dvh flex-col overflow-hidden bg-subtle">
      <GateArches className="left-1/2 -translate-x-1/2" />
      <header className="flex h-12 items-center justify-between px-4 lg:px-8">
        <Link href="/" className="flex rounded-control">
          <Logo />
        </Link>
        <ThemeMenu />
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="flex flex-1 flex-col items-center px-4 pt-[min(10vh,6rem)] pb-16 outline-none"
      >
        {children}
      </main>
    </div>
  )
}
