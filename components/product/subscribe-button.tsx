'use client'
import { usePathname } from 'next/navigation'
import { LinkButton } from '#components/ui/link-button.tsx'

/** Leads to the subscription form from every page of a product but the form itself. */
export function SubscribeButton({ href }: { href: string }) {
  if (usePathname() === href) return null
  return (
    <LinkButton href={href} variant="primary">
      Subscribe
    </LinkButton>
  )
}
