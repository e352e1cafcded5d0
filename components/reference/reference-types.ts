/** An operation as navigation and search show it. */
export type NavigationItem = {
  key: string
  method: string
  path: string
  summary: string
  isDeprecated: boolean
}

/** A tag with its operations; `operations` is null where only the number is shown. */
export type NavigationGroup = {
  tag: string
  description: string
  count: number
  operations: NavigationItem[] | null
}

/** One of the reader's applications that may call the API. */
export type CallingApplication = { id: string; name: string }
