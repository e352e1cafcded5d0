'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '#components/ui/cn.ts'
import type { PortalLink } from './portal-links.ts'

/** The portal's links in the header, from 1024 px on. */
export function PortalNav({ links }: { links: PortalLink[] }) {
  const pathname = usePathname()
  return (
    <nav aria-label="Portal" className="flex items-center gap-1 max-lg:hidden">
      {links.map(({ href, label }) => {
        const isCurrent = pathname === href || pathname.startsWith(`${href}/`)
        return (
          <Link
            key={href}
            href={href}
            aria-current={isCurrent ? 'page' : undefined}
            className={cn(
              'flex h-8 items-center rounded-control px-2.5 font-medium transition-colors duration-100',
              isCurrent ? 'bg-hover text-text' : 'text-muted hover:text-text',
            )}
          >
            {label}
          </Link>
        )
      })}
    </nav>
  )
}
