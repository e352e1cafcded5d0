'use client'
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { CheckboxListField, NumberField, SelectField, TextField } from '#components/patterns/form/index.ts'
import { AddRow, RemoveRow } from '#components/patterns/form/row-buttons.tsx'
import type { PlanValues } from '../plan-values.ts'

type Props = {
  name: `price.charges.${number}`
  operations: { id: string; label: string }[]
  isReadOnly: boolean
}

const METERS = [
  { value: 'requests', label: 'Requests', hint: 'Each counts 1, or its operation’s weight' },
  { value: 'response_bytes', label: 'Bytes of the response', hint: 'As sent to the client' },
  { value: 'upstream_header', label: 'A number from the upstream', hint: 'In a response header' },
]

const STATUSES = [
  { value: '2xx', label: '2xx' },
  { value: '3xx', label: '3xx' },
  { value: '4xx', label: '4xx' },
  { value: '5xx', label: '5xx' },
]

/** What of a request is counted, and which answers count. */
export function MeterFields({ name, operations, isReadOnly }: Props) {
  const { control } = useFormContext<PlanValues>()
  const meter = useWatch({ control, name: `${name}.meter` })
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <SelectField name={`${name}.meter`} label="Counts" options={METERS} />
        {meter === 'upstream_header' && (
          <TextField name={`${name}.header`} label="Header" placeholder="x-tokens-used" />
        )}
        {meter === 'requests' && <NumberField name={`${name}.defaultWeight`} label="A request counts" />}
      </div>
      {meter === 'requests' && <WeightList name={name} operations={operations} isReadOnly={isReadOnly} />}
      <CheckboxListField
        name={`${name}.statuses`}
        label="Answers that count"
        options={STATUSES}
        className="*:last:flex-row"
      />
      <p className="text-pretty text-meta text-muted">
        {meter === 'requests'
          ? 'Known before the request is sent on: credits and spend caps are never exceeded.'
          : 'Known after the answer: credits and spend caps may be exceeded by what the requests in flight report.'}
        {meter === 'upstream_header' &&
          ' The gateway removes the header. Missing, negative or absurd values count 0 and are shown as anomalies.'}
      </p>
    </div>
  )
}

/** Operations that count other than the rest. */
function WeightList({ name, operations, isReadOnly }: Props) {
  const { control } = useFormContext<PlanValues>()
  const { fields, append, remove } = useFieldArray({ control, name: `${name}.weights` })
  const options = operations.map(({ id, label }) => ({ value: id, label }))
  if (options.length === 0) return null
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {fields.map((field, index) => (
        <div key={field.id} className="grid grid-cols-[1fr_6rem_2rem] items-start gap-2">
          <SelectField
            name={`${name}.weights.${index}.operation`}
            label="Operation"
            isLabelHidden={index > 0}
            options={options}
            placeholder="Choose one"
          />
          <NumberField name={`${name}.weights.${index}.weight`} label="Counts" isLabelHidden={index > 0} />
          {!isReadOnly && (
            <RemoveRow label="Remove the weight" isFirst={index === 0} onRemove={() => remove(index)} />
          )}
        </div>
      ))}
      {!isReadOnly && <AddRow onAdd={() => append({ operation: '', weight: 0 })}>Weigh an operation</AddRow>}
    </div>
  )
}
