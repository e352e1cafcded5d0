'use client'
import { Trash2 } from 'lucide-react'
import { useFormContext, useWatch } from 'react-hook-form'
import { NumberField, SelectField, TextField } from '#components/patterns/form/index.ts'
import { Button } from '#components/ui/button.tsx'
import type { PlanValues } from '../plan-values.ts'
import { MeterFields } from './meter-fields.tsx'
import { TierTable } from './tier-table.tsx'

type Props = {
  index: number
  operations: { id: string; label: string }[]
  isReadOnly: boolean
  onRemove: () => void
}

const MODELS = [
  { value: 'per_unit', label: 'Per unit', hint: 'Each costs the same' },
  { value: 'package', label: 'Package', hint: 'So many units for a price; one begun is paid' },
  { value: 'graduated', label: 'Graduated tiers', hint: 'Units of each tier at its price' },
  { value: 'volume', label: 'Volume tiers', hint: 'All units at the price of the tier reached' },
]

/** One charge: its name, what it counts, and how the count becomes an amount. */
export function ChargeFields({ index, operations, isReadOnly, onRemove }: Props) {
  const { control } = useFormContext<PlanValues>()
  const name = `price.charges.${index}` as const
  const charge = useWatch({ control, name })
  const unit = charge.unit || 'unit'
  const title = charge.name || `Charge ${index + 1}`
  return (
    <section
      aria-label={title}
      className="flex min-w-0 flex-col gap-4 rounded-card border border-line bg-subtle p-4"
    >
      <div className="grid items-start gap-3 sm:grid-cols-[1fr_8rem_9rem_auto]">
        <TextField name={`${name}.name`} label="Name" placeholder="Requests" />
        <TextField name={`${name}.unit`} label="Unit" placeholder="request" />
        <TextField name={`${name}.key`} label="Key" placeholder="requests" className="font-mono" />
        {!isReadOnly && (
          <Button
            type="button"
            variant="ghost"
            aria-label={`Remove ${title}`}
            className="sm:mt-6.5"
            onClick={onRemove}
          >
            <Trash2 aria-hidden className="size-4" />
          </Button>
        )}
      </div>
      <MeterFields name={name} operations={operations} isReadOnly={isReadOnly} />
      <div className="grid items-start gap-3 border-t border-line pt-4 sm:grid-cols-2">
        <SelectField name={`${name}.model`} label="Price" options={MODELS} />
        <NumberField
          name={`${name}.included`}
          label="Included"
          isOptional
          hint={`So many ${unit}s of a period cost nothing more.`}
        />
      </div>
      {charge.model === 'per_unit' && (
        <TextField
          name={`${name}.unitPrice`}
          label={`Price of a ${unit}`}
          placeholder="0.002"
          inputMode="decimal"
          className="max-w-60"
        />
      )}
      {charge.model === 'package' && (
        <div className="grid items-start gap-3 sm:grid-cols-2">
          <NumberField name={`${name}.size`} label={`${capital(unit)}s in a package`} />
          <TextField
            name={`${name}.packagePrice`}
            label="Price of a package"
            placeholder="1.50"
            inputMode="decimal"
          />
        </div>
      )}
      {(charge.model === 'graduated' || charge.model === 'volume') && (
        <TierTable name={name} unit={unit} isReadOnly={isReadOnly} />
      )}
    </section>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
