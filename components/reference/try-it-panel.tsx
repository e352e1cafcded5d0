'use client'
import { useRef } from 'react'
import SwaggerUI from 'swagger-ui-react'
import 'swagger-ui-react/swagger-ui.css'
import './try-it.css'
import { type HeldKey, KeyFields } from './key-fields.tsx'
import type { KeyPlace } from './model/code-samples.ts'
import type { CallingApplication } from './reference-types.ts'

export type TryItProps = {
  /** Address of an OpenAPI document of this one operation. */
  documentHref: string
  applications: CallingApplication[]
  keyPlace: KeyPlace
  applicationsHref: string
}

// Left in, it would show the document to a validator on the internet.
const PLUGINS = [() => ({ components: { onlineValidatorBadge: () => null } })]

type SentRequest = { url: string; headers: Record<string, string> }

/** Puts the key where the gateway looks for it. It goes from this browser to the gateway and nowhere else. */
function withKey(request: SentRequest, place: KeyPlace, key: string): SentRequest {
  if (!key) return request
  if (place.in === 'query') {
    const url = new URL(request.url)
    url.searchParams.set(place.name, key)
    return { ...request, url: url.href }
  }
  const [name, value] = place.in === 'bearer' ? ['Authorization', `Bearer ${key}`] : [place.name, key]
  return { ...request, headers: { ...request.headers, [name]: value } }
}

/** The operation in Swagger UI, ready to be sent through the gateway with the reader's key. */
export function TryItPanel({ documentHref, applications, keyPlace, applicationsHref }: TryItProps) {
  const held = useRef<HeldKey>({ key: '' })
  // Swagger UI fetches its document through the same hook: only what goes to the gateway carries the key.
  const intercept = (request: SentRequest & { loadSpec?: boolean }) =>
    request.loadSpec ? request : Object.assign(request, withKey(request, keyPlace, held.current.key))
  return (
    <div className="try-it p-5">
      <KeyFields held={held} applications={applications} applicationsHref={applicationsHref} />
      <SwaggerUI
        url={documentHref}
        tryItOutEnabled
        docExpansion="full"
        plugins={PLUGINS}
        defaultModelsExpandDepth={-1}
        defaultModelExpandDepth={2}
        defaultModelRendering="example"
        displayRequestDuration
        requestSnippetsEnabled={false}
        requestInterceptor={intercept as never}
      />
    </div>
  )
}
