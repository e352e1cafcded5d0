'use client'
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { NumberField, TextField } from '#components/patterns/form/index.ts'
import { AddRow, RemoveRow } from '#components/patterns/form/row-buttons.tsx'
import type { PlanValues } from '../plan-values.ts'
import { newTier } from './price-values.ts'

type Props = { name: `price.charges.${number}`; unit: string; isReadOnly: boolean }

/** The steps of a tiered price. The last has no end, so a step is added before it. */
export function TierTable({ name, unit, isReadOnly }: Props) {
  const { control } = useFormContext<PlanValues>()
  const { fields, insert, remove } = useFieldArray({ control, name: `${name}.tiers` })
  const tiers = useWatch({ control, name: `${name}.tiers` })
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {fields.map((field, index) => {
        const isLast = index === fields.length - 1
        const from = index === 0 ? 0 : tiers[index - 1]?.upTo
        return (
          <div key={field.id} className="grid grid-cols-[1fr_1fr_1fr_2rem] items-start gap-2">
            {isLast ? (
              <div className={index === 0 ? 'pt-6.5' : undefined}>
                <p className="truncate py-1.5 text-table text-muted tabular-nums">
                  {from ? `Above ${from.toLocaleString('en')}` : 'All'}
                </p>
              </div>
            ) : (
              <NumberField
                name={`${name}.tiers.${index}.upTo`}
                label={`Up to (${unit}s)`}
                isLabelHidden={index > 0}
              />
            )}
            <TextField
              name={`${name}.tiers.${index}.unitPrice`}
              label={`A ${unit} costs`}
              isLabelHidden={index > 0}
              placeholder="0.002"
              inputMode="decimal"
            />
            <TextField
              name={`${name}.tiers.${index}.flatFee`}
              label="And once"
              isLabelHidden={index > 0}
              placeholder="0.00"
              inputMode="decimal"
            />
            {!isReadOnly && !isLast && (
              <RemoveRow
                label={`Remove tier ${index + 1}`}
                isFirst={index === 0}
                onRemove={() => remove(index)}
              />
            )}
          </div>
        )
      })}
      {!isReadOnly && <AddRow onAdd={() => insert(fields.length - 1, newTier())}>Add a tier</AddRow>}
    </div>
  )
}
