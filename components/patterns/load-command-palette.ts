/** Fetches the palette's code; called again it costs nothing, so whatever announces that it is wanted may call it. */
export const loadCommandPalette = () =>
  import('./command-palette.tsx').then(({ CommandPalette }) => ({ default: CommandPalette }))

/** The same, ahead of need: should it fail, opening the palette asks again. */
export const prefetchCommandPalette = (): void => {
  loadCommandPalette().catch(() => {})
}
