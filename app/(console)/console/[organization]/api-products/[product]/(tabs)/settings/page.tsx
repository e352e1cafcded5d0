import { Section } from '#components/patterns/section.tsx'
import { CorsForm } from '#components/product/cors-form.tsx'
import { DeleteProduct } from '#components/product/delete-product.tsx'
import { LogoForm } from '#components/product/logo-form.tsx'
import { ProductApisForm } from '#components/product/product-apis-form.tsx'
import { ProductDetailsForm } from '#components/product/product-details-form.tsx'
import { ProductLogo } from '#components/product/product-logo.tsx'
import { VisibilityForm } from '#components/product/visibility-form.tsx'
import { listApis } from '#lib/api/queries.ts'
import {
  deleteProductAction,
  findAudienceAction,
  setProductApisAction,
  setProductLogoAction,
  updateProductAction,
} from '../../../actions.ts'
import { productOf } from '../../../product-of.ts'

type Props = { params: Promise<{ organization: string; product: string }> }

export const metadata = { title: 'Product settings' }

/** What a product says of itself, what it holds, who finds it and who may call it. */
export default async function ProductSettingsPage({ params }: Props) {
  const { organization: slug, product: id } = await params
  const { actor, organization, base, product, mayEdit, mayPublish } = await productOf(slug, id)
  const { organizationId } = organization
  const apis = await listApis(actor, { organizationId, limit: 100 })
  const isReadOnly = !mayEdit
  const update = updateProductAction.bind(null, id)
  return (
    <>
      <Section title="Product">
        <ProductDetailsForm product={product} isReadOnly={isReadOnly} update={update} />
      </Section>
      <Section title="Logo">
        <LogoForm
          hasLogo={product.hasLogo}
          isReadOnly={isReadOnly}
          save={setProductLogoAction.bind(null, id)}
        >
          <ProductLogo
            slug={product.slug}
            name={product.name}
            hasLogo={product.hasLogo}
            changedAt={product.updatedAt}
            size="large"
          />
        </LogoForm>
      </Section>
      <div id="apis" className="mt-8 scroll-mt-16">
        <Section title="APIs" description="What a subscription opens, in the portal’s order.">
          <ProductApisForm
            key={product.apis.map((api) => api.id).join()}
            chosen={product.apis}
            all={apis.data.map(({ id, name, slug }) => ({ id, name, slug }))}
            isReadOnly={isReadOnly}
            save={setProductApisAction.bind(null, id)}
          />
        </Section>
      </div>
      <Section title="Who finds it" description="Once it is published. Your own organization always does.">
        <VisibilityForm
          product={product}
          isReadOnly={isReadOnly}
          update={update}
          findAudience={findAudienceAction.bind(null, organizationId)}
        />
      </Section>
      <Section title="Calls from web pages" description="Cross-origin rules that gateways answer with.">
        <CorsForm product={product} isReadOnly={isReadOnly} update={update} />
      </Section>
      {mayPublish && product.status !== 'published' && (
        <Section title="Delete" description="Possible as long as nobody ever subscribed to it.">
          <DeleteProduct
            name={product.name}
            counts={{ plans: product.plans.length, pages: product.pages.length }}
            listHref={`${base}/api-products`}
            remove={deleteProductAction.bind(null, id)}
          />
        </Section>
      )}
    </>
  )
}
