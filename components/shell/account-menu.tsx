'use client'
import dynamic from 'next/dynamic'
import { AccountButton } from './account-button.tsx'
import { LateMenu } from './late-menu.tsx'
import type { ShellUser } from './shell-types.ts'

const load = () => import('./account-menu-list.tsx').then((module) => module.AccountMenuList)
const AccountMenuList = dynamic(load, { ssr: false })

/** The person's menu at the right of both headers. */
export const AccountMenu = (props: { user: ShellUser; accountHref: string | undefined }) => (
  <LateMenu
    load={load}
    button={<AccountButton name={props.user.name} />}
    menu={<AccountMenuList {...props} />}
  />
)
