import { Section } from '#components/patterns/section.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { formatMoney } from '#lib/core/money.ts'
import type { Credits, GrantCredits as GrantInput } from '#lib/credit/schema.ts'
import { inOrderOfUse } from './credit-order.ts'
import { CreditTable } from './credit-table.tsx'
import { GrantCredits } from './grant-credits.tsx'
import { VoidCredits } from './void-credits.tsx'

type Changed = Promise<ActionResult<{ revision: number }>>
type Props = {
  credits: Credits
  application: string
  /** Credits can be given only while something is billed. */
  mayGrant: boolean
  mayManage: boolean
  invoiceHref: (id: string) => string
  grant: (input: Omit<GrantInput, 'subscriptionId'>) => Changed
  revoke: (id: string) => Changed
}

/** What the provider gave and the consumer bought, in the order of use, and what is left. */
export function SubscriptionCredits({ credits, mayGrant, mayManage, ...props }: Props) {
  const { currency, items, left, isPrepaid } = credits
  if (!currency || (items.length === 0 && !mayGrant)) return null
  return (
    <Section
      title="Credits"
      description={`${formatMoney(left, currency)} can be used now. Use takes the lowest order first, then what expires sooner, then what is older.`}
      actions={
        mayGrant && <GrantCredits currency={currency} application={props.application} grant={props.grant} />
      }
    >
      <CreditTable
        items={inOrderOfUse(items)}
        currency={currency}
        invoiceHref={props.invoiceHref}
        actionsOf={(item) =>
          mayManage &&
          item.status === 'usable' && (
            <VoidCredits
              item={item}
              currency={currency}
              allLeft={left}
              isPrepaid={isPrepaid}
              revoke={props.revoke}
            />
          )
        }
      />
    </Section>
  )
}
