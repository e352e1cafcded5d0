import type { ReactNode } from 'react'
import { GateArches } from '#components/shell/gate-arches.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'

/** The portal's head: what this is, where to begin, and at the right (`children`) what a call looks like. */
export function Hero({ isSignedIn, children }: { isSignedIn: boolean; children?: ReactNode }) {
  return (
    <section className="relative isolate overflow-hidden border-b border-line">
      <GateArches className="right-0 translate-x-1/4" />
      <div className="mx-auto grid w-full max-w-[1264px] items-center gap-x-12 gap-y-10 px-4 py-12 lg:grid-cols-[minmax(0,1fr)_minmax(0,34rem)] lg:px-8 lg:py-20">
        <div>
          <h1 className="max-w-lg text-balance text-display">APIs that keep their word</h1>
          <p className="mt-4 max-w-lg text-pretty text-section font-normal text-muted">
            Find a product, subscribe your application and call it in minutes. Limits are exact, every refusal
            says why, and every change is proven at the gateways.
          </p>
          <div className="mt-8 flex flex-wrap gap-2">
            <LinkButton href="/catalogue" variant="primary" size="large">
              Browse the catalogue
            </LinkButton>
            <LinkButton href={isSignedIn ? '/applications' : '/sign-up'} size="large">
              {isSignedIn ? 'My applications' : 'Create an account'}
            </LinkButton>
          </div>
        </div>
        {children}
      </div>
    </section>
  )
}
