import { cn } from '#components/ui/cn.ts'

type Props = {
  slug: string
  name: string
  hasLogo: boolean
  /** When the product was changed last: a new logo shows at once, past what the browser kept. */
  changedAt?: Date
  size?: 'small' | 'large'
}

/** A product's logo, or its first letter where it has none. */
export function ProductLogo({ slug, name, hasLogo, changedAt, size = 'small' }: Props) {
  const box = cn(
    'grid shrink-0 place-items-center overflow-hidden rounded-card border border-line bg-subtle font-semibold text-muted',
    size === 'large' ? 'size-14 text-title' : 'size-10 text-section',
  )
  if (!hasLogo)
    return (
      <span aria-hidden className={box}>
        {name.charAt(0).toUpperCase()}
      </span>
    )
  const source = `/products/${slug}/logo${changedAt ? `?v=${changedAt.getTime()}` : ''}`
  // biome-ignore lint/performance/noImgElement: served by us in its one size
  return <img src={source} alt="" className={cn(box, 'object-contain')} />
}
