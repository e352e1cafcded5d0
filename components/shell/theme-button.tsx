import { Moon, Sun } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Button } from '#components/ui/button.tsx'

/** Shows the theme that is on. */
export const ThemeButton = (props: ComponentProps<typeof Button>) => (
  <Button variant="ghost" size="icon" aria-label="Theme" {...props}>
    <Sun className="dark:hidden" aria-hidden />
    <Moon className="hidden dark:block" aria-hidden />
  </Button>
)
