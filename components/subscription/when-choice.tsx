import { RadioGroup } from '#components/ui/radio-group.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ChangeAt } from '#lib/subscription/schema.ts'

type Props = { value: ChangeAt; onValueChange: (at: ChangeAt) => void; periodEndsAt: string }

/** At once, or when the billing period ends. */
export function WhenChoice({ value, onValueChange, periodEndsAt }: Props) {
  return (
    <div className="mt-5">
      <RadioGroup
        aria-label="When"
        value={value}
        onValueChange={(at) => onValueChange(at === 'period_end' ? at : 'now')}
        options={[
          { value: 'now', label: 'Now' },
          {
            value: 'period_end',
            label: 'When the billing period ends',
            hint: <Time at={periodEndsAt} look="exact" />,
          },
        ]}
      />
    </div>
  )
}
