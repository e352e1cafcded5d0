'use client'
import dynamic from 'next/dynamic'
import { LateMenu } from './late-menu.tsx'
import type { PortalLink } from './portal-links.ts'
import { PortalMenuButton } from './portal-menu-button.tsx'

const load = () => import('./portal-menu-list.tsx').then((module) => module.PortalMenuList)
const PortalMenuList = dynamic(load, { ssr: false, loading: () => <PortalMenuButton /> })

/** The portal's links below 1024 px. */
export const PortalMenu = (props: { links: PortalLink[]; isSignedIn: boolean }) => (
  <LateMenu load={load} button={<PortalMenuButton />} menu={<PortalMenuList {...props} />} />
)
