'use client'
import { type RefObject, useEffect, useRef } from 'react'
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

/** Swagger UI leaves some fields without a name and panes out of the keyboard's reach: what it draws is completed. */
function useCompleted(frame: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const complete = () => {
      for (const field of element.querySelectorAll(
        'tr[data-param-name] :is(input, select, textarea):not([aria-label])',
      )) {
        field.setAttribute('aria-label', field.closest('tr')?.dataset.paramName ?? '')
      }
      for (const field of element.querySelectorAll('.swagger-ui :is(select, textarea):not([aria-label])')) {
        field.setAttribute('aria-label', field.tagName === 'SELECT' ? 'Choice' : 'Request body')
      }
      for (const pane of element.querySelectorAll('pre:not([tabindex])')) pane.setAttribute('tabindex', '0')
    }
    const observer = new MutationObserver(complete)
    observer.observe(element, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [frame])
}

/** The operation in Swagger UI, ready to be sent through the gateway with the reader's key. */
export function TryItPanel({ documentHref, applications, keyPlace, applicationsHref }: TryItProps) {
  const held = useRef<HeldKey>({ key: '' })
  const frame = useRef<HTMLDivElement>(null)
  useCompleted(frame)
  // Swagger UI fetches its document through the same hook: only what goes to the gateway carries the key.
  const intercept = (request: SentRequest & { loadSpec?: boolean }) =>
    request.loadSpec ? request : Object.assign(request, withKey(request, keyPlace, held.current.key))
  return (
    <div ref={frame} className="try-it p-5">
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
