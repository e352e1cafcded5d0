'use client'
import { Play } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { TryItProps } from './try-it-panel.tsx'

const Sheet = dynamic(() => import('./try-it-sheet.tsx').then((module) => module.TryItSheet), { ssr: false })

/** Opens the operation to be called through the gateway. Nothing of it is loaded before the first click. */
export function TryIt({ title, ...panel }: TryItProps & { title: string }) {
  const [isOpen, setOpen] = useState(false)
  const [wasOpened, setOpened] = useState(false)
  const open = () => {
    setOpened(true)
    setOpen(true)
  }
  return (
    <>
      <Button onClick={open} aria-haspopup="dialog" className="w-full">
        <Play aria-hidden />
        Try it
      </Button>
      {wasOpened && <Sheet title={title} isOpen={isOpen} onOpenChange={setOpen} {...panel} />}
    </>
  )
}
