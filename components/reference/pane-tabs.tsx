'use client'
import { type ReactNode, useEffect, useState } from 'react'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx'

export type Pane = { id: string; label: ReactNode; content: ReactNode }

type Props = {
  label: string
  panes: Pane[]
  /** Under this name the choice is kept in the browser, so that a reader's language stays. */
  keptAs?: string
}

/** Code in tabs inside one frame. All panes are in the page; one is shown. */
export function PaneTabs({ label, panes, keptAs }: Props) {
  const [chosen, setChosen] = useState(panes[0]?.id)
  useEffect(() => {
    const last = keptAs && localStorage.getItem(keptAs)
    if (last && panes.some((pane) => pane.id === last)) setChosen(last)
  }, [keptAs, panes])
  const choose = (id: string) => {
    setChosen(id)
    if (keptAs) localStorage.setItem(keptAs, id)
  }
  return (
    <Tabs
      value={chosen}
      onValueChange={choose}
      className="min-w-0 overflow-hidden rounded-card border border-line bg-subtle"
    >
      <TabsList aria-label={label} className="px-3.5">
        {panes.map((pane) => (
          <TabsTrigger key={pane.id} value={pane.id} className="text-table">
            {pane.label}
          </TabsTrigger>
        ))}
      </TabsList>
      {panes.map((pane) => (
        <TabsContent key={pane.id} value={pane.id} forceMount className="pt-0 data-[state=inactive]:hidden">
          {pane.content}
        </TabsContent>
      ))}
    </Tabs>
  )
}
