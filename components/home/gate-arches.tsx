const ARCHES = Array.from({ length: 9 }, (_, index) => 96 + index * 56)
const MASK = 'radial-gradient(closest-side, black 35%, transparent)'

/** The mark's arch, drawn again and again outwards, behind the front door's head. */
export function GateArches() {
  return (
    <svg
      aria-hidden="true"
      viewBox="-600 -600 1200 900"
      className="pointer-events-none absolute top-0 right-0 -z-10 h-full w-[70rem] max-w-none translate-x-1/4 text-line-strong max-lg:hidden"
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
