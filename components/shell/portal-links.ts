export type PortalLink = { href: string; label: string; isOwn?: boolean; isSandbox?: boolean }

const links: PortalLink[] = [
  { href: '/catalogue', label: 'Catalogue' },
  { href: '/applications', label: 'My applications' },
  { href: '/invoices', label: 'Invoices', isOwn: true },
  { href: '/billing', label: 'Billing', isOwn: true },
  { href: '/sandbox', label: 'Sandbox', isSandbox: true },
]

/**
 * The portal's main places; what is about one's own money, only for readers who are signed in, and the sandbox for those who
 * have one.
 */
export const portalLinks = (reader: { isSignedIn: boolean; hasSandbox: boolean }): PortalLink[] =>
  links.filter(({ isOwn, isSandbox }) => (reader.isSignedIn || !isOwn) && (reader.hasSandbox || !isSandbox))
