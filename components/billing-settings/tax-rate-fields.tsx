'use client'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { countryOptions } from '#components/billing/country.ts'
import { NumberField, SelectField } from '#components/patterns/form/index.ts'
import { AddRow, RemoveRow } from '#components/patterns/form/row-buttons.tsx'
import { Section } from '#components/patterns/section.tsx'
import type { SettingsValues } from './settings-values.ts'

/** The rate of each country whose customers pay tax. */
export function TaxRateFields({ isReadOnly }: { isReadOnly: boolean }) {
  const { control } = useFormContext<SettingsValues>()
  const { fields, append, remove } = useFieldArray({ control, name: 'taxRates' })
  const options = countryOptions()
  return (
    <Section
      title="Taxes"
      description="A customer pays the rate of its country, or of yours while its own is not known. With a tax id in another country it pays none: reverse charge."
    >
      <div className="flex flex-col gap-2">
        {fields.length === 0 && (
          <p className="rounded-card border border-line border-dashed px-3 py-2.5 text-table text-muted">
            No rates: no customer pays tax.
          </p>
        )}
        {fields.map((field, index) => (
          <div
            key={field.id}
            className="grid max-w-120 grid-cols-[minmax(0,1fr)_7rem_2rem] items-start gap-2"
          >
            <SelectField
              name={`taxRates.${index}.country`}
              label="Country"
              isLabelHidden={index > 0}
              placeholder="Choose one"
              options={options}
              disabled={isReadOnly}
            />
            <NumberField
              name={`taxRates.${index}.ratePercent`}
              label="Percent"
              isLabelHidden={index > 0}
              inputMode="decimal"
              placeholder="19"
              disabled={isReadOnly}
            />
            {!isReadOnly && (
              <RemoveRow
                label={`Remove rate ${index + 1}`}
                isFirst={index === 0}
                onRemove={() => remove(index)}
              />
            )}
          </div>
        ))}
        {!isReadOnly && (
          <AddRow onAdd={() => append({ country: '', ratePercent: undefined as unknown as number })}>
            Add a rate
          </AddRow>
        )}
      </div>
    </Section>
  )
}
