/** First in the page: leads the keyboard past the navigation to `<main id="content">`. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="print:hidden fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-raised px-3 py-1.5 font-medium shadow-popover focus:translate-y-0"
    >
      Skip to content
    </a>
  )
}
