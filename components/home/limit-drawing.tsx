const WIDTH = 48
const ALLOWED = 34
const STEP = 8
const HEIGHT = 96

/** Requests as they come: up to the limit they pass, the very next one is refused. */
export function LimitDrawing({ limit }: { limit: string }) {
  const edge = ALLOWED * STEP - 1
  return (
    <figure>
      <svg
        role="img"
        aria-label={`Requests pass up to the limit; the next one is refused. ${limit}`}
        viewBox={`0 0 ${WIDTH * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-32 w-full"
      >
        {Array.from({ length: WIDTH }, (_, index) => {
          const isAllowed = index < ALLOWED
          const height = isAllowed ? ((index + 1) / ALLOWED) * HEIGHT : HEIGHT
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
              key={index}
              x={index * STEP}
              y={HEIGHT - height}
              width={STEP - 2}
              height={height}
              fill={isAllowed ? 'var(--chart-2xx)' : 'var(--chart-4xx)'}
              fillOpacity={isAllowed ? 0.75 : 0.28}
            />
          )
        })}
        <path
          d={`M${edge} 0V${HEIGHT}`}
          stroke="var(--gray-12)"
          strokeDasharray="3 3"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption className="mt-2 flex justify-between gap-3 text-meta text-muted">
        <span>{limit}</span>
        <span className="shrink-0">then 429</span>
      </figcaption>
    </figure>
  )
}
