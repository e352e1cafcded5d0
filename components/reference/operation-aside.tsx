import { TextLink } from '#components/ui/text-link.tsx'
import { type CodeSample, KEY_VARIABLE, type KeyPlace } from './model/code-samples.ts'
import type { ResponseView } from './model/operation-view.ts'
import type { CallingApplication } from './reference-types.ts'
import { RequestSamples, ResponseSamples } from './samples.tsx'
import { Code } from './schema-facts.tsx'
import { SecurityNote } from './security-note.tsx'
import { TryIt } from './try-it.tsx'

type Props = {
  title: string
  samples: CodeSample[]
  responses: ResponseView[]
  documentHref: string
  applications: CallingApplication[]
  keyPlace: KeyPlace
  keyPlaces: KeyPlace[]
  subscribeHref: string
}

/** How to call the operation: now, from code, and what comes back. */
export function OperationAside(props: Props) {
  const [application] = props.applications
  return (
    <>
      <TryIt
        title={props.title}
        documentHref={props.documentHref}
        applications={props.applications}
        keyPlace={props.keyPlace}
        applicationsHref={application ? `/applications/${application.id}` : props.subscribeHref}
      />
      <RequestSamples samples={props.samples} />
      {application ? (
        <p className="text-meta text-muted">
          <Code>{KEY_VARIABLE}</Code> is a key of{' '}
          <TextLink href={`/applications/${application.id}`}>{application.name}</TextLink>.
        </p>
      ) : (
        <SecurityNote keyPlaces={props.keyPlaces} subscribeHref={props.subscribeHref} isSubscribed={false} />
      )}
      <ResponseSamples responses={props.responses} />
    </>
  )
}
