import {
  Activity,
  AppWindow,
  Banknote,
  Blocks,
  BookOpen,
  Braces,
  Building2,
  ChartNoAxesColumn,
  GitCommitVertical,
  Mails,
  Package,
  RadioTower,
  Receipt,
  Settings,
  TrendingUp,
} from 'lucide-react'
import type { NavGroup } from './nav-list.tsx'
import type { ShellOrganization, ShellUser } from './shell-types.ts'

/** The sections of an organization's console that this person may open. */
export function consoleNav(organization: ShellOrganization, user: ShellUser): NavGroup[] {
  const base = `/console/${organization.slug}`
  const seesGateways = user.isOperator || organization.role === 'owner'
  return [
    { items: [{ href: base, label: 'Overview', icon: <Activity />, isExact: true }] },
    {
      label: 'Publish',
      items: [
        { href: `${base}/apis`, label: 'APIs', icon: <Braces /> },
        { href: `${base}/api-products`, label: 'API products', icon: <Package /> },
      ],
    },
    {
      label: 'Access',
      items: [
        { href: `${base}/applications`, label: 'Applications', icon: <AppWindow /> },
        { href: `${base}/subscriptions`, label: 'Subscriptions', icon: <Blocks /> },
      ],
    },
    {
      label: 'Billing',
      items: [
        { href: `${base}/revenue`, label: 'Revenue', icon: <TrendingUp /> },
        { href: `${base}/customers`, label: 'Customers', icon: <Building2 /> },
        { href: `${base}/invoices`, label: 'Invoices', icon: <Receipt /> },
        { href: `${base}/payments`, label: 'Payments', icon: <Banknote /> },
        { href: `${base}/outbox`, label: 'Outbox', icon: <Mails /> },
      ],
    },
    {
      label: 'Observe',
      items: [
        { href: `${base}/usage`, label: 'Usage', icon: <ChartNoAxesColumn /> },
        { href: `${base}/changes`, label: 'Changes', icon: <GitCommitVertical /> },
        ...(seesGateways ? [{ href: `${base}/gateways`, label: 'Gateways', icon: <RadioTower /> }] : []),
      ],
    },
    {
      label: 'Organization',
      items: [
        { href: `${base}/settings`, label: 'Settings', icon: <Settings /> },
        { href: `${base}/api-reference`, label: 'API reference', icon: <BookOpen /> },
      ],
    },
  ]
}
