import type { CommandGroup } from '#components/patterns/command-context.tsx'
import type { NavGroup } from './nav-list.tsx'
import type { ShellOrganization } from './shell-types.ts'

/** What the console's palette always offers: the sections, then the other organizations. */
export function consoleCommands(
  groups: NavGroup[],
  organization: ShellOrganization,
  organizations: ShellOrganization[],
): CommandGroup[] {
  const others = organizations.filter((other) => other.slug !== organization.slug)
  return [
    {
      label: 'Go to',
      items: [
        ...groups
          .flatMap((group) => group.items)
          .map(({ href, label, icon }) => ({ id: href, label, icon, href })),
        { id: 'portal', label: 'Developer portal', href: '/' },
      ],
    },
    {
      label: 'Organizations',
      items: others.map(({ slug, name }) => ({ id: slug, label: name, href: `/console/${slug}` })),
    },
  ].filter((group) => group.items.length > 0)
}
