import { Badge } from '#components/ui/badge.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { PlanItem } from '#lib/plan/schema.ts'

/** Whether a plan is closed, and the way down to its versions where it has had several. */
export function PlanBadges({ plan }: { plan: PlanItem }) {
  return (
    <>
      {plan.isClosed && <Badge>Closed</Badge>}
      {plan.version > 1 && (
        <TextLink href="#versions" className="text-table">
          Version {plan.version}
        </TextLink>
      )}
    </>
  )
}
