'use client'
import { Plus } from 'lucide-react'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { Button } from '#components/ui/button.tsx'
import type { PlanValues } from '../plan-values.ts'
import { ChargeFields } from './charge-fields.tsx'
import { newCharge } from './price-values.ts'

type Props = { operations: { id: string; label: string }[]; isReadOnly: boolean }

/** What is charged by use: any number of charges, each a meter and its price. */
export function ChargeList({ operations, isReadOnly }: Props) {
  const { control, getValues } = useFormContext<PlanValues>()
  const { fields, append, remove } = useFieldArray({ control, name: 'price.charges' })
  const add = () => {
    const taken = new Set(getValues('price.charges').map((charge) => charge.key))
    let number = fields.length + 1
    while (taken.has(`charge-${number}`)) number++
    append(taken.has('requests') ? newCharge(`charge-${number}`, '') : newCharge())
  }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div>
        <h3 className="text-body font-medium">Charges by use</h3>
        <p className="text-meta text-muted">
          In arrears, on the invoice of each period. The gateway counts; the invoice opens down to the
          requests.
        </p>
      </div>
      {fields.map((field, index) => (
        <ChargeFields
          key={field.id}
          index={index}
          operations={operations}
          isReadOnly={isReadOnly}
          onRemove={() => remove(index)}
        />
      ))}
      {!isReadOnly && (
        <Button type="button" className="self-start" onClick={add}>
          <Plus aria-hidden className="size-4" />
          Add a charge
        </Button>
      )}
    </div>
  )
}
