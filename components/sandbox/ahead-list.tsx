import { Time } from '#components/ui/time.tsx'
import type { AheadEvent } from '#lib/sandbox/schema.ts'
import { aheadWords, withoutRepeats } from './ahead-words.ts'
import { type Move, MoveClock } from './move-clock.tsx'

const SHOWN = 8

type Props = { ahead: AheadEvent[]; offsetMs: number; move: Move | null }

/** What the clock will bring, soonest first; each can be moved to. */
export function AheadList({ ahead, offsetMs, move }: Props) {
  if (ahead.length === 0)
    return (
      <p className="px-4 py-6 text-table text-muted">
        Nothing falls due. Subscribe an application of the sandbox to a plan, and its periods stand here.
      </p>
    )
  const events = withoutRepeats(ahead)
  return (
    <ol aria-label="What the clock will bring" className="divide-y divide-line">
      {events.slice(0, SHOWN).map((event) => {
        const words = aheadWords(event)
        return (
          <li
            key={`${event.kind}-${event.object.id}-${event.at.getTime()}`}
            className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-1.5"
          >
            <span className="min-w-0 flex-1 basis-56">
              <span className="block text-table">{words}</span>
              <Time at={event.at} look="exact" className="text-meta text-muted tabular-nums" />
            </span>
            {move && (
              <MoveClock
                label="Move here"
                ariaLabel={`Move here: ${words}`}
                variant="ghost"
                by={{ to: event.at }}
                offsetMs={offsetMs}
                ahead={ahead}
                move={move}
              />
            )}
          </li>
        )
      })}
      {events.length > SHOWN && (
        <li className="px-4 py-2 text-meta text-muted">and {events.length - SHOWN} more later</li>
      )}
    </ol>
  )
}
