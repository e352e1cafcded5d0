'use client'
import { useFormContext, useWatch } from 'react-hook-form'
import { NumberField, TextField } from '#components/patterns/form/index.ts'
import { Section } from '#components/patterns/section.tsx'
import { dunningSchedule } from '#lib/dunning/schema/schedule.ts'
import { type SettingsValues, toDays } from './settings-values.ts'

const DAY_MS = 86_400_000

/** What follows when an invoice stays unpaid. */
export function DunningFields({ isReadOnly }: { isReadOnly: boolean }) {
  return (
    <Section
      title="When an invoice is not paid"
      description="Days are counted from its due date. Sandboxes go through them by their test clock."
    >
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          name="dunningDays"
          label="Reminders after"
          placeholder="3, 5, 7"
          inputMode="numeric"
          disabled={isReadOnly}
          hint="Days, with commas between. Where Stripe collects, it tries the card again."
        />
        <NumberField
          name="graceDays"
          label="Suspend after"
          disabled={isReadOnly}
          hint="Days. The gateways then refuse the subscription’s calls."
        />
      </div>
      <SchedulePreview />
    </Section>
  )
}

/** The days that the fields come to, from the invoice on; nothing while they make no sense. */
function SchedulePreview() {
  const { control } = useFormContext<SettingsValues>()
  const [terms = 0, grace, text = ''] = useWatch({
    control,
    name: ['paymentTermsDays', 'graceDays', 'dunningDays'],
  })
  const dunningDays = toDays(text)
  if (![terms, grace, ...dunningDays].every((day) => Number.isInteger(day) && day >= 0)) return null
  const steps = dunningSchedule({ dunningDays, graceDays: grace }, new Date(0)).map(({ kind, at }) => ({
    day: terms + at.getTime() / DAY_MS,
    text: kind === 'remind' ? 'Reminder' : 'Suspended',
    tone: kind === 'remind' ? 'bg-warning' : 'bg-danger',
  }))
  const all = [
    { day: 0, text: 'Issued', tone: 'bg-line-control' },
    { day: terms, text: 'Due', tone: 'bg-accent' },
    ...steps,
  ]
  return (
    <ol aria-label="Course of an unpaid invoice" className="mt-4 flex flex-wrap gap-x-5 gap-y-2">
      {all.map(({ day, text, tone }) => (
        <li key={`${text}-${day}`} className="flex items-center gap-2 text-table">
          <span aria-hidden className={`size-1.5 shrink-0 rounded-full ${tone}`} />
          <span className="text-muted tabular-nums">Day {day}</span> {text}
        </li>
      ))}
    </ol>
  )
}
