'use client'
import { cloneElement, type HTMLAttributes, type ReactElement, type ReactNode, useState } from 'react'

type Props = {
  /** Fetches the menu's code; called as soon as pointer or focus reaches the button. */
  load: () => Promise<unknown>
  /** The menu's button, alone. */
  button: ReactElement<HTMLAttributes<HTMLElement>>
  /** The same button with its menu, open from the start. */
  menu: ReactNode
}

/** A menu in a page's head: only its button is in every page, the rest comes when it is wanted. */
export function LateMenu({ load, button, menu }: Props) {
  const [isWanted, setWanted] = useState(false)
  if (isWanted) return menu
  const fetchEarly = () => void load()
  return cloneElement(button, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: fetchEarly,
    onFocus: fetchEarly,
    onClick: () => setWanted(true),
  })
}
