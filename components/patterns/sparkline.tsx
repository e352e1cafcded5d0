type Props = {
  /** In order of time; null is a gap. */
  values: (number | null)[]
  /** A chart colour's name, as in `ChartColor`. */
  color: string
}

const WIDTH = 100
const HEIGHT = 24

/** How a number went, beside the number itself: shape only, so it is hidden from screen readers. */
export function Sparkline({ values, color }: Props) {
  const greatest = Math.max(...values.map((value) => value ?? 0), 0)
  const step = WIDTH / values.length
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-6 w-full"
    >
      {values.map((value, index) => {
        const height = value ? Math.max(1.5, (value / greatest) * HEIGHT) : 0.75
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={index}
            x={index * step}
            y={HEIGHT - height}
            width={step * 0.7}
            height={height}
            fill={value ? `var(--chart-${color})` : 'var(--gray-6)'}
          />
        )
      })}
    </svg>
  )
}
