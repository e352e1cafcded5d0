'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import {
  ActionForm,
  FormActions,
  FormError,
  SubmitButton,
  TextareaField,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { UpdateApplication } from '#lib/application/schema.ts'
import type { ActionResult } from '#lib/core/action-result.ts'

const Form = UpdateApplication.omit({ id: true })

type Props = {
  application: { name: string; description: string }
  update: (input: {
    name?: string | undefined
    description?: string | undefined
  }) => Promise<ActionResult<unknown>>
}

/** "Edit": name and description. */
export function EditApplication({ application, update }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>Edit</Button>
      </DialogTrigger>
      <DialogContent title="Edit application">
        <EditForm application={application} update={update} onSaved={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function EditForm({ application, update, onSaved }: Props & { onSaved: () => void }) {
  const router = useRouter()
  const state = useActionForm({
    schema: Form,
    defaultValues: { name: application.name, description: application.description },
    action: update,
    onSuccess: () => {
      onSaved()
      router.refresh()
    },
  })
  return (
    <ActionForm state={state}>
      <TextField name="name" label="Name" />
      <TextareaField name="description" label="Description" isOptional rows={3} />
      <FormError />
      <FormActions>
        <SubmitButton>Save</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
