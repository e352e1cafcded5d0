'use client'
import type { ReactNode } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { CheckboxField, NumberField, SelectField, TextField } from '#components/patterns/form/index.ts'
import type { PlanValues } from '../plan-values.ts'
import { ChargeList } from './charge-list.tsx'

const COMMON = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'SEK', 'NOK', 'DKK', 'PLN', 'CAD', 'AUD', 'INR', 'SGD']

type Props = { isReadOnly: boolean; operations: { id: string; label: string }[] }

/** What the plan costs, switched on or off; what was typed stays while it is off. */
export function PriceFields({ isReadOnly, operations }: Props) {
  const { control } = useFormContext<PlanValues>()
  const isOn = useWatch({ control, name: 'hasPrice' })
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-5">
      <CheckboxField
        name="hasPrice"
        label="Price"
        hint="What it costs, and what of its use is counted. Without one the plan is free."
        disabled={isReadOnly}
      />
      {isOn && (
        <fieldset disabled={isReadOnly} className="flex min-w-0 flex-col gap-5 pl-6">
          <legend className="sr-only">Price</legend>
          <Fees />
          <Trial />
          <ChargeList operations={operations} isReadOnly={isReadOnly} />
          <CheckboxField
            name="price.isPrepaid"
            label="Prepaid"
            hint="Usage burns down credits that were bought before. At zero the gateway refuses."
            disabled={isReadOnly}
          />
        </fieldset>
      )}
    </div>
  )
}

function Fees() {
  const { control } = useFormContext<PlanValues>()
  const [currency, interval] = useWatch({ control, name: ['price.currency', 'price.interval'] })
  const currencies = [...new Set([currency, ...COMMON])].filter(Boolean)
  return (
    <>
      <Row>
        <SelectField
          name="price.currency"
          label="Currency"
          options={currencies.map((value) => ({ value, label: value }))}
        />
        <SelectField
          name="price.interval"
          label="Billed each"
          options={[
            { value: 'month', label: 'month' },
            { value: 'year', label: 'year' },
          ]}
        />
      </Row>
      <Row>
        <TextField
          name="price.recurringFee"
          label={`Fee a ${interval}`}
          isOptional
          placeholder="0.00"
          inputMode="decimal"
          hint="In advance."
        />
        <TextField
          name="price.setupFee"
          label="Set-up fee"
          isOptional
          placeholder="0.00"
          inputMode="decimal"
          hint="Once, on the first invoice."
        />
        <TextField
          name="price.minimumCharge"
          label="Minimum"
          isOptional
          placeholder="0.00"
          inputMode="decimal"
          hint={`Least that usage of a ${interval} costs.`}
        />
      </Row>
    </>
  )
}

function Trial() {
  const { control } = useFormContext<PlanValues>()
  const trial = useWatch({ control, name: 'price.trial' })
  return (
    <Row>
      <SelectField
        name="price.trial"
        label="Trial"
        options={[
          { value: 'none', label: 'None' },
          { value: 'days', label: 'Days free of charge' },
          { value: 'units', label: 'Units free, once' },
        ]}
      />
      {trial !== 'none' && (
        <NumberField
          name="price.trialAmount"
          label={trial === 'days' ? 'Days' : 'Units of the first charge'}
        />
      )}
    </Row>
  )
}

const Row = ({ children }: { children: ReactNode }) => (
  <div className="grid items-start gap-3 sm:grid-cols-3">{children}</div>
)
