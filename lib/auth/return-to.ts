const base = 'http://same-origin.invalid'

/** A path of this site to go on to, or `/`: what a stranger wrote into a link must not lead to another host. */
export function safeReturnTo(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/') || !URL.canParse(value, base)) return '/'
  const url = new URL(value, base)
  const isAuthPage = /^\/(sign-in|sign-up|sign-out)(\/|$)/.test(url.pathname)
  // `/a/..//evil` is normalized to `//evil`, which a browser reads as a host.
  if (url.origin !== base || url.pathname.startsWith('//') || isAuthPage) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}
