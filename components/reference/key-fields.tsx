'use client'
import { type RefObject, useEffect, useState } from 'react'
import { keepSessionKey, sessionKey } from '#components/credential/session-key.ts'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { CallingApplication } from './reference-types.ts'

/** The key that requests are sent with. A box, so that typing does not draw Swagger UI anew. */
export type HeldKey = { key: string }

type Props = {
  held: RefObject<HeldKey>
  applications: CallingApplication[]
  applicationsHref: string
}

/** For readers without an application: the key is kept under this name. */
const NO_APPLICATION = 'none'

/** Chooses the application and holds its key; one that was just created is filled in. */
export function KeyFields({ held, applications, applicationsHref }: Props) {
  const [applicationId, setApplicationId] = useState(applications[0]?.id ?? NO_APPLICATION)
  const [key, setKey] = useState('')
  useEffect(() => setKey(sessionKey(applicationId)), [applicationId])
  useEffect(() => {
    held.current.key = key.trim()
  }, [held, key])
  const change = (value: string) => {
    setKey(value)
    keepSessionKey(applicationId, value.trim())
  }
  return (
    <div className="mb-5 grid gap-4 sm:grid-cols-2">
      {applications.length > 0 && (
        <Field label="Application">
          <Select
            options={applications.map(({ id, name }) => ({ value: id, label: name }))}
            value={applicationId}
            onValueChange={setApplicationId}
          />
        </Field>
      )}
      <Field label="API key" hint={<Hint applicationsHref={applicationsHref} hasKey={key !== ''} />}>
        <Input
          isMono
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder="gk_…"
          value={key}
          onChange={(event) => change(event.target.value)}
        />
      </Field>
    </div>
  )
}

function Hint({ applicationsHref, hasKey }: { applicationsHref: string; hasKey: boolean }) {
  if (hasKey) return 'Kept in this tab only. It goes to the gateway and nowhere else.'
  return (
    <>
      Paste a key, or <TextLink href={applicationsHref}>create one</TextLink>.
    </>
  )
}
