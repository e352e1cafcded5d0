import type { UsageGap } from '#lib/billing/schema/usage-gap.ts'

type Format = { moment: (iso: string) => string; bytes: (count: number) => string }

/** What a gateway owes, in words that follow its name. */
export function gapText(gap: UsageGap, { moment, bytes }: Format): string {
  const since = moment(gap.since)
  if (gap.kind === 'silent') {
    const owed = gap.bytes ? ` When it was last heard it owed ${bytes(gap.bytes)}.` : ''
    return `is away: all that it served since ${since} is missing.${owed}`
  }
  if (gap.kind === 'owes')
    return gap.bytes
      ? `still sends: ${bytes(gap.bytes)} of its journal since ${since} are to come.`
      : `has not said yet that all since ${since} is here.`
  if (gap.from !== undefined && gap.to !== undefined)
    return `has a hole of ${bytes(gap.to - gap.from)} in its journal: bytes ${number(gap.from)} to ${number(gap.to)} of segment ${gap.segment} of worker ${gap.worker}, of the process that began ${since}.`
  return `counted ${number(gap.records ?? 0)} requests more than it handed over, since ${since}, and has nothing more to send.`
}

const number = (value: number): string => value.toLocaleString('en')
