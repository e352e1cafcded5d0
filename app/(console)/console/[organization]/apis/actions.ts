'use server'
import { createApi } from '#lib/api/create-api.ts'
import { deleteApi } from '#lib/api/delete-api.ts'
import { reimportApi } from '#lib/api/reimport-api.ts'
import type { UpdateApi } from '#lib/api/schema.ts'
import { setCurrentVersion } from '#lib/api/set-current-version.ts'
import { updateApi } from '#lib/api/update-api.ts'
import { runAction } from '#lib/auth/action.ts'

/** The document as a form sends it: a file's bytes, pasted text, or an address. */
async function documentOf(form: FormData) {
  const file = form.get('file')
  if (file instanceof File && file.size > 0)
    return { document: new Uint8Array(await file.arrayBuffer()), fileName: file.name }
  const documentUrl = text(form, 'documentUrl')
  return documentUrl ? { documentUrl } : { document: text(form, 'document') }
}

const text = (form: FormData, name: string): string | undefined => {
  const value = form.get(name)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

export const importApiAction = async (organizationId: string, form: FormData) =>
  runAction(async (actor) =>
    createApi(actor, {
      organizationId,
      name: text(form, 'name'),
      slug: text(form, 'slug'),
      upstreamUrl: text(form, 'upstreamUrl'),
      ...(await documentOf(form)),
    }),
  )

export const reimportApiAction = async (id: string, form: FormData) =>
  runAction(async (actor) => reimportApi(actor, { id, ...(await documentOf(form)) }))

export const updateApiAction = async (id: string, input: Omit<UpdateApi, 'id'>) =>
  runAction((actor) => updateApi(actor, { ...input, id }))

export const deleteApiAction = async (id: string) => runAction((actor) => deleteApi(actor, id))

export const setCurrentVersionAction = async (id: string, versionId: string) =>
  runAction((actor) => setCurrentVersion(actor, { id, versionId }))
