import type { ReactNode } from 'react'
import { PortalContainer } from '#components/shell/portal-container.tsx'

export default function SandboxLayout({ children }: { children: ReactNode }) {
  return <PortalContainer>{children}</PortalContainer>
}
