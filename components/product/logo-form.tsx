'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useRef, useState, useTransition } from 'react'
import { callAction } from '#components/patterns/call-action.ts'
import { Button } from '#components/ui/button.tsx'
import { FieldError } from '#components/ui/field.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { LOGO_SIZE_BYTES_MAX } from '#lib/product/schema.ts'

type Props = {
  hasLogo: boolean
  isReadOnly: boolean
  /** The logo as it is. */
  children: ReactNode
  save: (form: FormData) => Promise<ActionResult<{ hasLogo: boolean }>>
}

/** A logo is taken in as soon as a file is chosen. */
export function LogoForm({ hasLogo, isReadOnly, children, save }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [error, setError] = useState<string>()
  const [isPending, startTransition] = useTransition()
  const router = useRouter()
  const send = (file: File | null) =>
    startTransition(async () => {
      // The verb says the same; this spares sending a large file.
      if (file && file.size > LOGO_SIZE_BYTES_MAX)
        return setError(`The logo has ${Math.ceil(file.size / 1024)} KB. Use 256 KB at most.`)
      const form = new FormData()
      if (file) form.set('logo', file)
      const result = await callAction(() => save(form))
      if (!result.ok) return setError(result.error.fields?.logo ?? result.error.message)
      setError(undefined)
      toast.success(result.data.hasLogo ? 'Logo saved' : 'Logo removed')
      router.refresh()
    })
  return (
    <div className="flex items-start gap-4">
      {children}
      {!isReadOnly && (
        <div className="flex min-w-0 flex-col gap-1.5">
          <div className="flex flex-wrap gap-2">
            <input
              ref={input}
              type="file"
              accept="image/png,image/webp"
              aria-label="Logo"
              className="sr-only"
              tabIndex={-1}
              onChange={(event) => {
                const file = event.target.files?.[0]
                event.target.value = ''
                if (file) send(file)
              }}
            />
            <Button onClick={() => input.current?.click()} isPending={isPending}>
              {hasLogo ? 'Replace logo' : 'Upload logo'}
            </Button>
            {hasLogo && (
              <Button variant="ghost" onClick={() => send(null)} disabled={isPending}>
                Remove
              </Button>
            )}
          </div>
          {error && <FieldError>{error}</FieldError>}
          <p className="text-meta text-muted">PNG or WebP, 256 KB at most. A square of 112 pixels or more.</p>
        </div>
      )}
    </div>
  )
}
