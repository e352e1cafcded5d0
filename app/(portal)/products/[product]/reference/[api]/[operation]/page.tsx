import { notFound } from 'next/navigation'
import { codeSamples } from '#components/reference/model/code-samples.ts'
import { operationView } from '#components/reference/model/operation-view.ts'
import { OperationAside } from '#components/reference/operation-aside.tsx'
import { OperationContent, OperationHead } from '#components/reference/operation-content.tsx'
import { ReferenceFrame } from '#components/reference/reference-frame.tsx'
import { miniDocumentHref } from '#components/reference/reference-links.ts'
import { ReferenceNavigation } from '#components/reference/reference-navigation.tsx'
import { DEFAULT_KEY_LOCATIONS } from '#lib/api/schema.ts'
import { drawSchema } from '../actions.tsx'
import { callingApplications } from '../calling-applications.ts'
import { navigationGroups } from '../navigation.ts'
import { type ReferenceParams, referenceApi } from '../reference-api.ts'
import { shownOperation } from './shown-operation.ts'

type Props = { params: Promise<ReferenceParams & { operation: string }> }

export async function generateMetadata({ params }: Props) {
  const { product, api, operation: key } = await params
  const { version } = await referenceApi(product, api)
  const shown = await shownOperation(version.id, key)
  return {
    title: shown ? `${shown.operation.summary || shown.operation.path} · ${version.api.name}` : 'Not found',
  }
}

/** One operation: what it takes, what it answers, how to call it. */
export default async function OperationPage({ params }: Props) {
  const { product: productSlug, api: apiSlug, operation: key } = await params
  const { product, base, version } = await referenceApi(productSlug, apiSlug)
  const shown = await shownOperation(version.id, key)
  if (!shown) notFound()
  const { operation, schemas } = shown
  const [tag = ''] = operation.tags
  const [groups, applications] = await Promise.all([
    navigationGroups(version, tag),
    callingApplications(product.id),
  ])
  const view = operationView(operation.definition, schemas)
  const keyPlace = version.api.keyLocations[0] ?? DEFAULT_KEY_LOCATIONS[0]!
  const samples = codeSamples({ ...operation, gatewayUrl: version.api.gatewayUrl, operation: view, keyPlace })
  const load = (direction: 'request' | 'response') => drawSchema.bind(null, productSlug, apiSlug, direction)
  return (
    <ReferenceFrame
      navigation={
        <ReferenceNavigation
          base={base}
          title={version.api.name}
          groups={groups}
          current={operation.key}
          isSearchable
        />
      }
      aside={
        <OperationAside
          title={operation.summary || `${operation.method} ${operation.path}`}
          samples={samples}
          responses={view.responses}
          documentHref={miniDocumentHref(base, operation.key)}
          applications={applications}
          keyPlace={keyPlace}
          keyPlaces={version.api.keyLocations}
          subscribeHref={`/products/${product.slug}/subscribe`}
        />
      }
    >
      <OperationHead operation={operation} gatewayUrl={version.api.gatewayUrl} tag={tag} />
      <OperationContent view={view} schemas={schemas} load={load} />
    </ReferenceFrame>
  )
}
