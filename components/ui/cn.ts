import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// The type scale and radii of globals.css, so that `text-table text-muted` is seen as a size and a colour.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['display', 'title', 'section', 'body', 'table', 'meta'],
      radius: ['tag', 'control', 'card', 'dialog', 'full'],
      shadow: ['popover', 'modal'],
    },
  },
})

/** Joins class names; of two that set the same property the later wins. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values))
}
