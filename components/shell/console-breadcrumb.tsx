'use client'
import { usePathname } from 'next/navigation'
import { useBreadcrumb } from '#components/patterns/breadcrumb-context.tsx'
import { Breadcrumb, type Crumb } from '#components/ui/breadcrumb.tsx'
import type { NavGroup } from './nav-list.tsx'

type Props = { organization: { slug: string; name: string }; groups: NavGroup[] }

/** Organization, section, and what the page adds (`PageHeader`'s `breadcrumb`). */
export function ConsoleBreadcrumb({ organization, groups }: Props) {
  const pathname = usePathname()
  const added = useBreadcrumb()?.items ?? []
  const section = groups
    .flatMap((group) => group.items)
    .find((item) => pathname === item.href || (!item.isExact && pathname.startsWith(`${item.href}/`)))
  const crumbs: Crumb[] = [{ label: organization.name, href: `/console/${organization.slug}` }]
  if (section && section.label !== added[0]?.label) crumbs.push({ label: section.label, href: section.href })
  return <Breadcrumb items={[...crumbs, ...added]} className="max-sm:[&>:nth-last-child(n+2)]:hidden" />
}
