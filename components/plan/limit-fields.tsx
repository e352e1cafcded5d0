'use client'
import type { ReactNode } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { CheckboxField, NumberField, SelectField } from '#components/patterns/form/index.ts'
import type { PlanValues, WindowUnit } from './plan-values.ts'

const UNITS: WindowUnit[] = ['second', 'minute', 'hour']

/** The rate limit, switched on or off; what was typed stays while it is off. */
export function RateLimitFields({ isReadOnly }: { isReadOnly: boolean }) {
  const { control } = useFormContext<PlanValues>()
  const [isOn, count] = useWatch({ control, name: ['hasRateLimit', 'window.count'] })
  const units = UNITS.map((value) => ({ value, label: Number(count) === 1 ? value : `${value}s` }))
  return (
    <Group>
      <CheckboxField
        name="hasRateLimit"
        label="Rate limit"
        hint="Never more than so many requests in any interval of this length."
        disabled={isReadOnly}
      />
      {isOn && (
        <Indented>
          <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-[1fr_5rem_8rem]">
            <NumberField
              name="rateLimit.requests"
              label="Requests"
              className="max-sm:col-span-2"
              disabled={isReadOnly}
            />
            <NumberField name="window.count" label="Within" disabled={isReadOnly} />
            <SelectField name="window.unit" label="Unit" options={units} disabled={isReadOnly} />
          </div>
          <NumberField
            name="rateLimit.burst"
            label="Burst"
            isOptional
            hint="How many may come at once. After them, requests pass evenly spread. Left empty: all of them at once."
            className="max-w-72"
            disabled={isReadOnly}
          />
        </Indented>
      )}
    </Group>
  )
}

/** The quota, switched on or off. */
export function QuotaFields({ isReadOnly }: { isReadOnly: boolean }) {
  const { control } = useFormContext<PlanValues>()
  const isOn = useWatch({ control, name: 'hasQuota' })
  return (
    <Group>
      <CheckboxField
        name="hasQuota"
        label="Quota"
        hint="So many requests in a UTC day or calendar month, over all gateways together."
        disabled={isReadOnly}
      />
      {isOn && (
        <Indented>
          <div className="grid items-start gap-3 sm:grid-cols-[1fr_13.75rem]">
            <NumberField name="quota.requests" label="Requests" disabled={isReadOnly} />
            <SelectField
              name="quota.period"
              label="Each"
              options={[
                { value: 'day', label: 'day' },
                { value: 'month', label: 'month' },
              ]}
              disabled={isReadOnly}
            />
          </div>
          <SelectField
            name="quota.mode"
            label="At the quota"
            options={[
              { value: 'hard', label: 'Refuse', hint: 'Gateways never let one request more pass' },
              {
                value: 'soft',
                label: 'Serve on',
                hint: 'Usage beyond is billed; customers hear of 80 % and 100 %',
              },
            ]}
            className="max-w-72"
            disabled={isReadOnly}
          />
        </Indented>
      )}
    </Group>
  )
}

function Group({ children }: { children: ReactNode }) {
  return <div className="flex flex-col gap-4 border-t border-line pt-5">{children}</div>
}

const Indented = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-col gap-4 pl-6">{children}</div>
)
