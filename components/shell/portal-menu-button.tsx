import { Menu } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Button } from '#components/ui/button.tsx'

export const PortalMenuButton = (props: ComponentProps<typeof Button>) => (
  <Button variant="ghost" size="icon" aria-label="Navigation" className="-ml-1.5 lg:hidden" {...props}>
    <Menu aria-hidden />
  </Button>
)
