'use client'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatPrice } from '#lib/billing/schema/format-price.ts'
import type { PlanVersion } from '#lib/plan/schema.ts'
import type { VersionSubscriber } from '#lib/subscription/schema.ts'

export type MoveWish = { isAll: boolean; chosen: string[]; at: 'now' | 'period_end'; reason: string }

export const noWish: MoveWish = { isAll: true, chosen: [], at: 'period_end', reason: '' }

type Props = {
  newest: PlanVersion
  subscribers: VersionSubscriber[]
  wish: MoveWish
  onChange: (wish: MoveWish) => void
}

/** Who is moved, when, and what they are told. */
export function MoveFields({ newest, subscribers, wish, onChange }: Props) {
  const set = (part: Partial<MoveWish>) => onChange({ ...wish, ...part })
  return (
    <div className="flex flex-col gap-5">
      <p className="text-pretty text-muted">
        {newest.name} is now {formatPrice(newest.pricing)}. Those you move pay and get what it says.
      </p>
      <RadioGroup
        aria-label="Who"
        value={wish.isAll ? 'all' : 'some'}
        onValueChange={(value) => set({ isAll: value === 'all' })}
        options={[
          { value: 'all', label: `All on this version (${subscribers.length.toLocaleString('en')})` },
          { value: 'some', label: 'Those that I choose' },
        ]}
      />
      {!wish.isAll && (
        <SubscriberChoice
          subscribers={subscribers}
          chosen={wish.chosen}
          onChange={(chosen) => set({ chosen })}
        />
      )}
      <RadioGroup
        look="cards"
        aria-label="When"
        value={wish.at}
        onValueChange={(value) => set({ at: value === 'now' ? 'now' : 'period_end' })}
        options={[
          {
            value: 'period_end',
            label: 'When each billing period ends',
            hint: 'They keep until then what they paid for. Whoever is not billed moves at once.',
          },
          {
            value: 'now',
            label: 'At once',
            hint: 'Limits change as soon as the gateways have them; fees are split to the second on the next invoice.',
          },
        ]}
      />
      <Field label="Why" isOptional hint="It stands in the mail that tells them.">
        <Textarea rows={2} value={wish.reason} onChange={(event) => set({ reason: event.target.value })} />
      </Field>
    </div>
  )
}

type ChoiceProps = {
  subscribers: VersionSubscriber[]
  chosen: string[]
  onChange: (chosen: string[]) => void
}

function SubscriberChoice({ subscribers, chosen, onChange }: ChoiceProps) {
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <ul
      aria-label="Subscriptions"
      className="scroll-thin flex max-h-52 flex-col gap-2 overflow-y-auto rounded-card border border-line p-3"
    >
      {subscribers.map(({ id, application, organization, renewsAt }) => (
        <li key={id}>
          <Checkbox
            id={`move-${id}`}
            label={application}
            hint={
              <>
                {organization}
                {renewsAt && (
                  <>
                    {' '}
                    · period ends <Time at={renewsAt} look="date" />
                  </>
                )}
              </>
            }
            checked={chosen.includes(id)}
            onCheckedChange={() => toggle(id)}
          />
        </li>
      ))}
    </ul>
  )
}
