/** The portal's main places. */
export const portalLinks = [
  { href: '/catalogue', label: 'Catalogue' },
  { href: '/applications', label: 'My applications' },
  { href: '/invoices', label: 'Invoices' },
] as const
