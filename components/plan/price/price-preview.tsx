'use client'
import { useState } from 'react'
import { ChartArea } from '#components/patterns/chart-area.tsx'
import { Select } from '#components/ui/select.tsx'
import { Slider } from '#components/ui/slider.tsx'
import type { Pricing } from '#lib/billing/schema/pricing.ts'
import { formatMoney, minorDigits } from '#lib/core/money.ts'
import { amountOf, type Example, exampleOf, quantityAt, SLIDER_STEPS, scaleOf } from './price-scale.ts'

const POINTS = 40

/** What a period costs, by a slider of units, and the curve that it moves on. */
export function PricePreview({ pricing }: { pricing: Pricing }) {
  const [positions, setPositions] = useState<Record<string, number>>({})
  const [shownKey, setShownKey] = useState('')
  const { charges, currency, interval } = pricing
  const shown = charges.find(({ key }) => key === shownKey) ?? charges[0]
  const positionOf = (key: string) => positions[key] ?? 60
  const quantities = Object.fromEntries(
    charges.map((charge) => [charge.key, quantityAt(positionOf(charge.key), scaleOf(charge))]),
  )
  const example = exampleOf(pricing, quantities)
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <p aria-live="polite" className="flex items-baseline gap-1.5">
        <span className="text-title tabular-nums">{formatMoney(rounded(example.total), currency)}</span>
        <span className="text-muted">a {interval}</span>
      </p>
      {charges.map((charge) => {
        const quantity = quantities[charge.key]!
        const text = `${quantity.toLocaleString('en')} ${charge.unit}${quantity === 1 ? '' : 's'}`
        return (
          <div key={charge.key} className="flex min-w-0 flex-col gap-1">
            <div className="flex items-baseline justify-between gap-3 text-table">
              <span className="min-w-0 truncate">{charge.name}</span>
              <span className="shrink-0 text-muted tabular-nums">{text}</span>
            </div>
            <Slider
              aria-label={`${charge.name} in a ${interval}`}
              value={positionOf(charge.key)}
              onValueChange={(value) => {
                setPositions({ ...positions, [charge.key]: value })
                setShownKey(charge.key)
              }}
              max={SLIDER_STEPS}
              valueText={text}
            />
          </div>
        )
      })}
      <Breakdown example={example} pricing={pricing} />
      {shown && (
        <div className="min-w-0">
          {charges.length > 1 && (
            <Select
              aria-label="Charge that is drawn"
              className="mb-2 w-auto"
              value={shown.key}
              onValueChange={setShownKey}
              options={charges.map(({ key, name }) => ({ value: key, label: name }))}
            />
          )}
          <ChartArea
            label={`What ${shown.name.toLowerCase()} cost, by their number`}
            x="category"
            xLabel={`${shown.unit}s`}
            format={{ currency }}
            height={160}
            series={[{ key: 'amount', label: shown.name }]}
            data={curveOf(shown, currency)}
          />
        </div>
      )}
    </div>
  )
}

const rounded = (amount: Example['total']) => amount.toDecimalPlaces(0).toFixed()

function Breakdown({ example, pricing }: { example: Example; pricing: Pricing }) {
  const { currency, interval } = pricing
  const rows = [
    ...(example.fee.gt(0) ? [{ key: 'fee', label: `Fee of the ${interval}`, amount: example.fee }] : []),
    ...example.charges.map(({ charge, quantity, amount }) => ({
      key: `charge ${charge.key}`,
      label:
        charge.included > 0
          ? `${charge.name}, ${Math.min(quantity, charge.included).toLocaleString('en')} included`
          : charge.name,
      amount,
    })),
    ...(example.minimum.gt(0)
      ? [{ key: 'minimum', label: 'Up to the minimum charge', amount: example.minimum }]
      : []),
  ]
  return (
    <dl className="flex flex-col gap-1.5 border-t border-line pt-3 text-table">
      {rows.map(({ key, label, amount }) => (
        <div key={key} className="flex justify-between gap-3">
          <dt className="min-w-0 truncate text-muted">{label}</dt>
          <dd className="shrink-0 tabular-nums">{formatMoney(rounded(amount), currency)}</dd>
        </div>
      ))}
      {pricing.setupFee > 0 && (
        <div className="flex justify-between gap-3">
          <dt className="text-muted">Once, at the start</dt>
          <dd className="tabular-nums">{formatMoney(pricing.setupFee, currency)}</dd>
        </div>
      )}
    </dl>
  )
}

/** Major units: what an axis shows. */
function curveOf(charge: Pricing['charges'][number], currency: string) {
  const scale = scaleOf(charge)
  const major = 10 ** minorDigits(currency)
  return Array.from({ length: POINTS + 1 }, (_, index) => {
    const quantity = Math.round((scale * index) / POINTS)
    return { x: quantity.toLocaleString('en'), amount: amountOf(charge, quantity).div(major).toNumber() }
  })
}
