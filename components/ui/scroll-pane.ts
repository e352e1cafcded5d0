/** For an element that scrolls on its own: the keyboard must reach it. */
export const scrollPane = { tabIndex: 0 } as const
