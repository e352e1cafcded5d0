import { Introduction, TagSections } from '#components/reference/introduction.tsx'
import { ReferenceFrame } from '#components/reference/reference-frame.tsx'
import { ReferenceNavigation } from '#components/reference/reference-navigation.tsx'
import { SecurityNote } from '#components/reference/security-note.tsx'
import { callingApplications } from './calling-applications.ts'
import { navigationGroups } from './navigation.ts'
import { type ReferenceParams, referenceApi } from './reference-api.ts'

type Props = { params: Promise<ReferenceParams>; searchParams: Promise<{ tag?: string | string[] }> }

export async function generateMetadata({ params }: Props) {
  const { product, api } = await params
  const { version } = await referenceApi(product, api)
  return { title: `${version.api.name} API reference` }
}

/** What the API is, and its operations; `?tag=` opens one tag of a large API. */
export default async function ApiReferencePage({ params, searchParams }: Props) {
  const { product: productSlug, api: apiSlug } = await params
  const { product, base, version } = await referenceApi(productSlug, apiSlug)
  const { tag } = await searchParams
  const openTag = typeof tag === 'string' ? tag : undefined
  const [groups, applications] = await Promise.all([
    navigationGroups(version, openTag),
    callingApplications(product.id),
  ])
  const shown = openTag === undefined ? groups : groups.filter((group) => group.tag === openTag)
  return (
    <ReferenceFrame
      navigation={
        <ReferenceNavigation
          base={base}
          title={version.api.name}
          groups={groups}
          openTag={openTag}
          isSearchable
        />
      }
    >
      {openTag === undefined && (
        <Introduction
          base={base}
          title={version.api.name}
          facts={[
            ...(version.documentVersion ? [`Version ${version.documentVersion}`] : []),
            `${version.operationCount} operations`,
            `OpenAPI ${version.specification}`,
          ]}
          description={version.description}
          gatewayUrl={version.api.gatewayUrl}
        >
          <SecurityNote
            keyPlaces={version.api.keyLocations}
            subscribeHref={`/products/${product.slug}/subscribe`}
            isSubscribed={applications.length > 0}
          />
        </Introduction>
      )}
      <div className={openTag === undefined ? '' : '-mt-10'}>
        <TagSections base={base} groups={shown} />
      </div>
    </ReferenceFrame>
  )
}
