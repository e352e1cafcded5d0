type PortalLink = { href: string; label: string; isOwn?: boolean }

const links: PortalLink[] = [
  { href: '/catalogue', label: 'Catalogue' },
  { href: '/applications', label: 'My applications' },
  { href: '/invoices', label: 'Invoices', isOwn: true },
  { href: '/billing', label: 'Billing', isOwn: true },
]

/** The portal's main places; what is about one's own money, only for readers who are signed in. */
export const portalLinks = (isSignedIn: boolean): PortalLink[] =>
  links.filter(({ isOwn }) => isSignedIn || !isOwn)
