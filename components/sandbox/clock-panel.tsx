import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { duration } from '#components/ui/time-format.ts'
import type { AheadEvent } from '#lib/sandbox/schema.ts'
import { AheadList } from './ahead-list.tsx'
import { type Move, MoveClock } from './move-clock.tsx'
import { MoveClockTo } from './move-clock-to.tsx'
import { TestClock } from './test-clock.tsx'

export type LastMove = {
  from: Date
  to: Date
  /** Where it holds. */
  receipt: ReactNode
  invoices: { id: string; name: string }[]
  mails: number
}

type Props = { offsetMs: number; ahead: AheadEvent[]; lastMove: LastMove | null; move: Move | null }

/** The clock, how it is turned, what it did last and what it will bring. */
export function ClockPanel({ offsetMs, ahead, lastMove, move }: Props) {
  const turn = { offsetMs, ahead, move: move! }
  return (
    <Card className="grid lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <div className="flex flex-col gap-4 p-4">
        <div>
          <p className="label-meta">Its clock reads</p>
          <TestClock offsetMs={offsetMs} look="exact" className="text-title tabular-nums" />
          <p className="mt-0.5 text-table text-muted">
            {offsetMs < 1_000
              ? 'As the real one, until it is moved.'
              : `${duration(offsetMs)} ahead of the real one.`}
          </p>
        </div>
        {move && (
          <div className="flex flex-wrap gap-2">
            <MoveClock {...turn} label="+ 1 hour" by={{ bySeconds: 3_600 }} />
            <MoveClock {...turn} label="+ 1 day" by={{ bySeconds: 86_400 }} />
            <MoveClockTo {...turn} />
          </div>
        )}
        {lastMove && <LastMoved {...lastMove} />}
      </div>
      <div className="min-w-0 border-line max-lg:border-t lg:border-l">
        <h3 className="border-b border-line px-4 py-2.5 text-table font-medium">Ahead</h3>
        <AheadList ahead={ahead} offsetMs={offsetMs} move={move} />
      </div>
    </Card>
  )
}

function LastMoved({ from, to, receipt, invoices, mails }: LastMove) {
  return (
    <div className="border-t border-line pt-3 text-table">
      <p className="text-muted">
        Last moved from <Time at={from} look="exact" /> to <Time at={to} look="exact" />
      </p>
      <div className="mt-1.5">{receipt}</div>
      <p className="mt-2">
        {invoices.length === 0 && mails === 0 && (
          <span className="text-muted">
            Nothing was invoiced since. What falls due follows within seconds.
          </span>
        )}
        {invoices.length > 0 && (
          <>
            Since then invoiced:{' '}
            {invoices.slice(0, 5).map(({ id, name }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <TextLink href={`/invoices/${id}`}>{name}</TextLink>
              </span>
            ))}
            {invoices.length > 5 && ` and ${invoices.length - 5} more`}.{' '}
          </>
        )}
        {mails > 0 && (
          <TextLink href="#mails">
            {mails} {mails === 1 ? 'mail' : 'mails'} written
          </TextLink>
        )}
      </p>
    </div>
  )
}
