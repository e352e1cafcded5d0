import { ArrowRight } from 'lucide-react'
import { ProductGrid } from '#components/product/product-grid.tsx'
import { PortalContainer } from '#components/shell/portal-container.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Snippet } from '#components/ui/snippet.tsx'
import { currentActor } from '#lib/auth/session.ts'
import { readEnv } from '#lib/core/env.ts'
import { listCatalogue } from '#lib/product/queries.ts'

const steps = [
  { title: 'Choose a product', text: 'Read what it does, its reference and its plans before you sign up.' },
  { title: 'Register your application', text: 'Subscribe it to a plan. Most open at once.' },
  {
    title: 'Make the first call',
    text: 'Copy your key and a curl line that works. We show the call as it arrives.',
  },
]

/** The portal's front door: what there is, how to begin, and what a call looks like. */
export default async function PortalHomePage() {
  const actor = await currentActor()
  const { data } = await listCatalogue(actor, { limit: 6 })
  const first = data[0]?.apis[0]
  const curl = `curl -H "X-API-Key: $GATEHOUSE_KEY" \\\n  ${readEnv().GATEWAY_PUBLIC_URL}/${first?.slug ?? '<api>'}/…`
  return (
    <PortalContainer className="py-12 lg:py-16">
      <section className="grid items-center gap-10 lg:grid-cols-[1fr_minmax(0,28rem)]">
        <div>
          <h1 className="max-w-xl text-balance text-title">
            Build on APIs whose limits, usage and refusals you can see and trust
          </h1>
          <p className="mt-3 max-w-xl text-pretty text-muted">
            Find a product, subscribe your application, and call it. Every refusal says why, to the rule and
            the counter; every change is proven at the gateways.
          </p>
          <div className="mt-6 flex flex-wrap gap-2">
            <LinkButton href="/catalogue" variant="primary" size="large">
              Browse the catalogue
            </LinkButton>
            {actor.kind === 'anonymous' ? (
              <LinkButton href="/sign-up" size="large">
                Create an account
              </LinkButton>
            ) : (
              <LinkButton href="/applications" size="large">
                My applications
              </LinkButton>
            )}
          </div>
        </div>
        <Snippet code={curl} />
      </section>
      {data.length > 0 && (
        <section className="mt-16" aria-labelledby="products">
          <div className="mb-4 flex items-end justify-between gap-4">
            <h2 id="products" className="text-section">
              Products
            </h2>
            <LinkButton href="/catalogue" variant="ghost" size="small">
              All products <ArrowRight aria-hidden />
            </LinkButton>
          </div>
          <ProductGrid products={data} />
        </section>
      )}
      <ol className="mt-16 grid gap-8 border-t border-line pt-8 sm:grid-cols-3">
        {steps.map(({ title, text }, index) => (
          <li key={title}>
            <p className="text-meta tabular-nums text-muted">Step {index + 1}</p>
            <h2 className="mt-1 font-semibold">{title}</h2>
            <p className="mt-1 text-pretty text-table text-muted">{text}</p>
          </li>
        ))}
      </ol>
    </PortalContainer>
  )
}
