import type { ValueFormat } from './chart-format.ts'

/** Colours by meaning; never a raw colour. */
export type ChartColor = '1' | '2' | '3' | '4' | '5' | '6' | '2xx' | '3xx' | '4xx' | '5xx'

export type ChartSeries = { key: string; label: string; color?: ChartColor }

/** One x and its values: `{ x: 1763700000000, requests: 1204, errors: 3 }`. A missing value is a gap. */
export type ChartPoint = { x: number | string } & Record<string, number | string | null | undefined>

export type ChartProps = {
  /** What is drawn: "Requests by status". Said to screen readers. */
  label: string
  data: ChartPoint[]
  series: ChartSeries[]
  /** `time`: x is milliseconds. `category`: x is a name. */
  x?: 'time' | 'category'
  /** Head of the table's first column. */
  xLabel?: string
  format?: ValueFormat
  isStacked?: boolean
  /** Pixels. */
  height?: number
  /** A dashed line, e.g. the quota. */
  limit?: { value: number; label: string }
}

export type ChartBarProps = ChartProps & {
  /** Bars lie, names at the left: for categories. */
  isHorizontal?: boolean
}

const order: ChartColor[] = ['1', '2', '3', '4', '5', '6']

/** The CSS colour of the series at this place. */
export const colorOf = (series: ChartSeries, index: number): string =>
  `var(--chart-${series.color ?? order[index % order.length]})`

/** Distance between first and last point of a time axis. */
export const spanOf = (data: ChartPoint[]): number => Number(data.at(-1)?.x ?? 0) - Number(data[0]?.x ?? 0)
