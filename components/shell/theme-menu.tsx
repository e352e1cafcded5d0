'use client'
import dynamic from 'next/dynamic'
import { LateMenu } from './late-menu.tsx'
import { ThemeButton } from './theme-button.tsx'

const load = () => import('./theme-menu-list.tsx').then((module) => module.ThemeMenuList)
const ThemeMenuList = dynamic(load, { ssr: false, loading: () => <ThemeButton /> })

/** System, light or dark; kept in this browser. */
export const ThemeMenu = () => <LateMenu load={load} button={<ThemeButton />} menu={<ThemeMenuList />} />
