// Mail programs know neither variables nor OKLCH: these are the tokens of app/globals.css as sRGB, light and dark.

type Colours = {
  page: string
  card: string
  line: string
  text: string
  meta: string
  accent: string
  onAccent: string
  fill: string
}

export const light: Colours = {
  page: '#f9fafb',
  card: '#ffffff',
  line: '#e3e5e9',
  text: '#14171d',
  meta: '#585c65',
  accent: '#3a59d3',
  onAccent: '#ffffff',
  fill: '#f3f4f6',
}

export const dark: Colours = {
  page: '#0d0e11',
  card: '#121317',
  line: '#26292e',
  text: '#edeef1',
  meta: '#a5a9b1',
  accent: '#4a65e0',
  onAccent: '#ffffff',
  fill: '#1b1d22',
}

/** The stripe above the title, by tone: it stays readable on both grounds. */
export const toneColour = {
  neutral: '#3a59d3',
  success: '#0f8a56',
  warning: '#b86e0a',
  danger: '#d1323a',
} as const
