/** Addresses inside one API's reference. `base`: `/products/{product}/reference/{api}`. */
export const operationHref = (base: string, key: string): string => `${base}/${encodeURIComponent(key)}`
export const tagHref = (base: string, tag: string): string => `${base}?${new URLSearchParams({ tag })}`
/** `-` is no operation's key, so these cannot hide one. */
export const searchHref = (base: string, text: string): string =>
  `${base}/-/search?${new URLSearchParams({ q: text })}`
export const originalHref = (base: string): string => `${base}/-/document`
export const miniDocumentHref = (base: string, key: string): string => `${operationHref(base, key)}/document`
