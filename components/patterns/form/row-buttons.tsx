import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'

type RemoveRowProps = {
  /** What is removed, for who does not see the row: `Remove tier 2`. */
  label: string
  /** The first row carries the labels of the columns: its button stands beside the fields below them. */
  isFirst: boolean
  onRemove: () => void
}

/** Takes one row of a list of fields away. */
export const RemoveRow = ({ label, isFirst, onRemove }: RemoveRowProps) => (
  <Button
    type="button"
    variant="ghost"
    aria-label={label}
    className={isFirst ? 'mt-6.5 px-2' : 'px-2'}
    onClick={onRemove}
  >
    <X aria-hidden className="size-4" />
  </Button>
)

/** Adds a row to a list of fields. */
export const AddRow = ({ children, onAdd }: { children: ReactNode; onAdd: () => void }) => (
  <Button type="button" variant="ghost" className="self-start" onClick={onAdd}>
    <Plus aria-hidden className="size-4" />
    {children}
  </Button>
)
