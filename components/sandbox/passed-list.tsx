import { exactTime } from '#components/ui/time-format.ts'
import type { AheadEvent } from '#lib/sandbox/schema.ts'
import { aheadWords, passedUntil } from './ahead-words.ts'

/** What happens while the clock moves to a moment. */
export function PassedList({ ahead, to }: { ahead: AheadEvent[]; to: Date }) {
  const { shown, more } = passedUntil(ahead, to)
  if (shown.length === 0)
    return <span className="block">Nothing falls due on the way that is known now.</span>
  return (
    <>
      <span className="block">On the way:</span>
      {shown.map((event) => (
        <span key={`${event.kind}-${event.object.id}-${event.at.getTime()}`} className="mt-1 block text-text">
          {aheadWords(event)}{' '}
          <span className="whitespace-nowrap text-meta text-muted">{exactTime(event.at, 'date')}</span>
        </span>
      ))}
      {more > 0 && <span className="mt-1 block">and {more} more.</span>}
    </>
  )
}
