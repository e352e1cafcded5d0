import { ArrowRight } from 'lucide-react'
import { ExampleCall } from '#components/home/example-call.tsx'
import { Hero } from '#components/home/hero.tsx'
import { Promises } from '#components/home/promises.tsx'
import { Steps } from '#components/home/steps.tsx'
import { Section } from '#components/patterns/section.tsx'
import { ProductGrid } from '#components/product/product-grid.tsx'
import { PortalContainer } from '#components/shell/portal-container.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { currentActor } from '#lib/auth/session.ts'
import { listCatalogue } from '#lib/product/queries.ts'
import { homeExample } from './home-example.ts'

/** The portal's front door: what there is, what can be relied on, how to begin. */
export default async function PortalHomePage() {
  const actor = await currentActor()
  const { data } = await listCatalogue(actor, { limit: 6 })
  const example = await homeExample(actor, data)
  const { plan, product } = example ?? { plan: null, product: '' }
  return (
    <>
      <Hero isSignedIn={actor.kind !== 'anonymous'}>
        {example && <ExampleCall answer={example.answer} plan={plan} />}
      </Hero>
      <PortalContainer className="flex flex-col gap-16 py-12 lg:py-16">
        {data.length > 0 && (
          <Section
            title="Products"
            className="mt-0"
            actions={
              <LinkButton href="/catalogue" variant="ghost" size="small">
                All products <ArrowRight aria-hidden />
              </LinkButton>
            }
          >
            <ProductGrid products={data} />
          </Section>
        )}
        <Section title="What you can rely on" className="mt-0">
          <Promises example={plan && { plan, product }} />
        </Section>
        <Section title="How it works" className="mt-0">
          <Steps />
        </Section>
      </PortalContainer>
    </>
  )
}
