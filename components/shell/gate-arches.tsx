import { cn } from '#components/ui/cn.ts'

const ARCHES = Array.from({ length: 9 }, (_, index) => 96 + index * 56)
const MASK = 'radial-gradient(closest-side, black 35%, transparent)'

/** The mark's arch, drawn again and again outwards, behind a page's one panel. `className` places it. */
export function GateArches({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="-600 -600 1200 900"
      className={cn(
        'pointer-events-none absolute top-0 -z-10 h-full w-[70rem] max-w-none text-line-strong max-lg:hidden',
        className,
      )}
      style={{ maskImage: MASK, WebkitMaskImage: MASK }}
      fill="none"
      stroke="currentColor"
    >
      {ARCHES.map((radius) => (
        <path key={radius} d={`M${-radius} 300V0a${radius} ${radius} 0 0 1 ${2 * radius} 0V300`} />
      ))}
    </svg>
  )
}
