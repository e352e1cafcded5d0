import { BellRing, CircleAlert, Hourglass } from 'lucide-react'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import type { NoticeKind, OwnNotice } from '#lib/notice/schema.ts'

const near = { icon: BellRing, className: 'text-warning-text' }
const reached = { icon: CircleAlert, className: 'text-danger-text' }
const looks: Record<NoticeKind, typeof near & { label: string }> = {
  quota_80: { ...near, label: '80 % of the quota is used' },
  quota_100: { ...reached, label: 'The quota is used up' },
  cap_80: { ...near, label: '80 % of the spend cap is spent' },
  cap_100: { ...reached, label: 'The spend cap is reached' },
  credit_80: { ...near, label: '80 % of the credits are used' },
  credit_100: { ...reached, label: 'The credits are used up' },
  trial_ending: { icon: Hourglass, className: 'text-info-text', label: 'The trial ends soon' },
}

type Props = {
  notices: OwnNotice[]
  /** Where a subscription is; by default the reader's own. */
  hrefOf?: (notice: OwnNotice) => string
}

const ownHref = ({ application, subscriptionId }: OwnNotice) =>
  `/applications/${application.id}#${subscriptionId}`

/** What an organization was told about its subscriptions, the newest first; each leads to its subscription. */
export function NoticeList({ notices, hrefOf = ownHref }: Props) {
  return (
    <ul className="divide-y divide-line rounded-card border border-line">
      {notices.map((notice) => {
        const { subscriptionId, kind, period, createdAt, application, productName, planName } = notice
        const { icon: Icon, className, label } = looks[kind]
        return (
          <li key={`${subscriptionId}/${kind}/${period}`} className="flex items-start gap-3 px-4 py-2.5">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${className}`} />
            <div className="min-w-0 flex-1 text-table">
              <p className="font-medium">{label}</p>
              <p className="break-words text-muted">
                <TextLink href={hrefOf(notice)}>{application.name}</TextLink> on {productName}, {planName}
              </p>
            </div>
            <Time at={createdAt} className="text-meta text-muted" />
          </li>
        )
      })}
    </ul>
  )
}
