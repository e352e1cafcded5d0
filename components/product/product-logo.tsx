import { cn } from '#components/ui/cn.ts'

type Props = { slug: string; name: string; hasLogo: boolean; size?: 'small' | 'large' }

/** A product's logo, or its first letter where it has none. */
export function ProductLogo({ slug, name, hasLogo, size = 'small' }: Props) {
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
  // biome-ignore lint/performance/noImgElement: served by us in its one size
  return <img src={`/products/${slug}/logo`} alt="" className={cn(box, 'object-contain')} />
}
