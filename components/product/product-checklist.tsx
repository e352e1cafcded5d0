import { Check, CircleDashed } from 'lucide-react'
import Link from 'next/link'
import type { Product } from '#lib/product/schema.ts'

type Props = { product: Product; own: string; mayEdit: boolean }
type Step = { label: string; detail: string; isDone: boolean; isNeeded: boolean; href: string; act: string }

function stepsOf({ apis, plans, description }: Product, own: string): Step[] {
  const openPlans = plans.filter((plan) => !plan.isClosed)
  return [
    {
      label: 'An API',
      detail: apis.map(({ name }) => name).join(', ') || 'There is nothing to call yet.',
      isDone: apis.length > 0,
      isNeeded: true,
      href: `${own}/settings#apis`,
      act: 'Choose APIs',
    },
    {
      label: 'An open plan',
      detail: openPlans.map(({ name }) => name).join(', ') || 'Nobody could subscribe yet.',
      isDone: openPlans.length > 0,
      isNeeded: true,
      href: plans.length > 0 ? `${own}/plans` : `${own}/plans/new`,
      act: plans.length > 0 ? 'Open plans' : 'Add a plan',
    },
    {
      label: 'A description',
      detail: description.trim() ? 'Readers learn what it does.' : 'Not needed, but readers decide by it.',
      isDone: description.trim() !== '',
      isNeeded: false,
      href: `${own}/settings`,
      act: 'Write it',
    },
  ]
}

/** What is there and what is missing before a product can be offered; each leads to where it is done. */
export function ProductChecklist({ product, own, mayEdit }: Props) {
  const steps = stepsOf(product, own)
  return (
    <ul className="divide-y divide-line rounded-card border border-line">
      {steps.map(({ label, detail, isDone, isNeeded, href, act }) => (
        <li key={label} className="flex items-center gap-3 px-4 py-3">
          {isDone ? (
            <Check aria-label="Done" className="size-4 shrink-0 text-success-text" />
          ) : (
            <CircleDashed aria-label="Missing" className="size-4 shrink-0 text-muted" />
          )}
          <span className="min-w-0 flex-1">
            <span className="block font-medium">
              {label}
              {!isNeeded && <span className="ml-1.5 font-normal text-muted">optional</span>}
            </span>
            <span className="block truncate text-table text-muted" title={detail}>
              {detail}
            </span>
          </span>
          {!isDone && mayEdit && (
            <Link href={href} className="shrink-0 rounded-tag text-table text-accent-text hover:underline">
              {act}
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

/** True when nothing that is needed is missing. */
export const isComplete = (product: Product): boolean =>
  stepsOf(product, '').every(({ isDone, isNeeded }) => isDone || !isNeeded)
