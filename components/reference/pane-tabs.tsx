'use client'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { cn } from '#components/ui/cn.ts'
import { tabClass, tabListClass } from '#components/ui/tab-class.ts'

export type Pane = { id: string; label: ReactNode; content: ReactNode }

type Props = {
  label: string
  panes: Pane[]
  /** Under this name the choice is kept in the browser, so that a reader's language stays. */
  keptAs?: string
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 }

/**
 * Code in tabs inside one frame. All panes are in the page; one is shown. Written out, because a page of the reference may
 * send little code: the primitive behind `Tabs` weighs more than everything else here.
 */
export function PaneTabs({ label, panes, keptAs }: Props) {
  const id = useId()
  const [chosen, setChosen] = useState(panes[0]?.id)
  useEffect(() => {
    const last = keptAs && localStorage.getItem(keptAs)
    if (last) setChosen((present) => (panes.some((pane) => pane.id === last) ? last : present))
  }, [keptAs, panes])
  const choose = (next: string) => {
    setChosen(next)
    if (keptAs) localStorage.setItem(keptAs, next)
  }
  const step = (event: KeyboardEvent<HTMLButtonElement>, index: number) => {
    const by = STEPS[event.key]
    const next = by && panes[(index + by + panes.length) % panes.length]
    if (!next) return
    event.preventDefault()
    choose(next.id)
    document.getElementById(`${id}-tab-${next.id}`)?.focus()
  }
  return (
    <div className="min-w-0 overflow-hidden rounded-card border border-line bg-subtle">
      <div role="tablist" aria-label={label} className={cn(tabListClass, 'px-3.5')}>
        {panes.map((pane, index) => (
          <button
            key={pane.id}
            type="button"
            role="tab"
            id={`${id}-tab-${pane.id}`}
            aria-controls={`${id}-${pane.id}`}
            aria-selected={pane.id === chosen}
            data-state={pane.id === chosen ? 'active' : 'inactive'}
            tabIndex={pane.id === chosen ? 0 : -1}
            onClick={() => choose(pane.id)}
            onKeyDown={(event) => step(event, index)}
            className={cn(tabClass, 'text-table')}
          >
            {pane.label}
          </button>
        ))}
      </div>
      {panes.map((pane) => (
        <div
          key={pane.id}
          role="tabpanel"
          id={`${id}-${pane.id}`}
          aria-labelledby={`${id}-tab-${pane.id}`}
          hidden={pane.id !== chosen}
        >
          {pane.content}
        </div>
      ))}
    </div>
  )
}
