import { TextLink } from '#components/ui/text-link.tsx'
import type { KeyPlace } from './model/code-samples.ts'
import { Code } from './schema-facts.tsx'

type Props = { keyPlaces: KeyPlace[]; subscribeHref: string; isSubscribed: boolean }

function Place({ place }: { place: KeyPlace }) {
  if (place.in === 'bearer') {
    return <Code>Authorization: Bearer …</Code>
  }
  return place.in === 'header' ? (
    <>
      the header <Code>{place.name}</Code>
    </>
  ) : (
    <>
      the query parameter <Code>{place.name}</Code>
    </>
  )
}

/** Where the key goes, as the gateway enforces it. */
export function SecurityNote({ keyPlaces, subscribeHref, isSubscribed }: Props) {
  return (
    <p className="text-table text-muted">
      Send your key as{' '}
      {keyPlaces.map((place, index) => (
        <span key={JSON.stringify(place)}>
          {index > 0 && ', or as '}
          <Place place={place} />
        </span>
      ))}
      . {!isSubscribed && <TextLink href={subscribeHref}>Subscribe to get one</TextLink>}
    </p>
  )
}
