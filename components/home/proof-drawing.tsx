import { Check, KeyRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { GateMark } from '#components/shell/logo.tsx'

const GATEWAYS = ['First gateway', 'Second gateway', 'Third gateway']

/** A change on its way: from the person's click to what each gateway has proven. Qualitative: no number is made up. */
export function ProofDrawing() {
  return (
    <div
      role="img"
      aria-label="A key is revoked; the change becomes one revision; each gateway tries the key, refuses it and sends its proof back."
      className="grid items-center max-sm:gap-0 sm:grid-cols-[minmax(0,1fr)_2.5rem_minmax(0,1fr)_3.5rem_minmax(0,1.35fr)]"
    >
      <Node icon={<KeyRound />} title="Revoke key" note="one change, one person" />
      <Line />
      <Node icon={<GateMark className="size-4" />} title="Revision n" note="committed" isStrong />
      <Fan />
      <ul className="flex flex-col gap-2">
        {GATEWAYS.map((name) => (
          <li
            key={name}
            className="flex h-11 min-w-0 items-center gap-2 rounded-control border border-success-line bg-success-surface px-3 text-table"
          >
            <Check className="size-4 shrink-0 text-success-text" />
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="shrink-0 font-mono text-meta text-success-text">401 in n ms</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

type NodeProps = { icon: ReactNode; title: string; note: string; isStrong?: boolean }

function Node({ icon, title, note, isStrong = false }: NodeProps) {
  return (
    <div
      className={`flex min-w-0 items-center gap-2.5 rounded-control border bg-ground px-3 py-2.5 [&_svg]:size-4 [&_svg]:shrink-0 ${isStrong ? 'border-accent-line' : 'border-line-strong'}`}
    >
      {icon}
      <span className="min-w-0 text-table">
        <span className="block truncate font-medium">{title}</span>
        <span className="block truncate text-meta text-muted">{note}</span>
      </span>
    </div>
  )
}

const line = {
  fill: 'none',
  stroke: 'var(--gray-8)',
  strokeWidth: 1.5,
  vectorEffect: 'non-scaling-stroke',
} as const

function Line() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 10 10"
      preserveAspectRatio="none"
      className="h-11 w-full max-sm:mx-auto max-sm:h-5 max-sm:w-2.5"
    >
      <path d="M0 5H10" {...line} className="max-sm:hidden" />
      <path d="M5 0V10" {...line} className="sm:hidden" />
    </svg>
  )
}

function Fan() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 10 148"
      preserveAspectRatio="none"
      className="h-37 w-full max-sm:mx-auto max-sm:h-5 max-sm:w-2.5"
    >
      <g className="max-sm:hidden">
        <path d="M0 74C5 74 5 22 10 22" {...line} />
        <path d="M0 74H10" {...line} />
        <path d="M0 74C5 74 5 126 10 126" {...line} />
      </g>
      <path d="M5 0V148" {...line} className="sm:hidden" />
    </svg>
  )
}
