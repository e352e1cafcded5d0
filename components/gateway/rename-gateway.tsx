'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import {
  ActionForm,
  FormActions,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { RenameGateway as Input } from '#lib/gateway/schema.ts'

const Form = Input.omit({ id: true })

type Props = { name: string; rename: (input: { name: string }) => Promise<ActionResult<unknown>> }

/** "Rename": the gateway keeps its token and its place. */
export function RenameGateway({ name, rename }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>Rename</Button>
      </DialogTrigger>
      <DialogContent title={`Rename ${name}`}>
        <RenameForm name={name} rename={rename} onSaved={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function RenameForm({ name, rename, onSaved }: Props & { onSaved: () => void }) {
  const router = useRouter()
  const state = useActionForm({
    schema: Form,
    defaultValues: { name },
    action: rename,
    onSuccess: () => {
      onSaved()
      router.refresh()
    },
  })
  return (
    <ActionForm state={state}>
      <TextField name="name" label="Name" autoFocus />
      <FormError />
      <FormActions>
        <SubmitButton>Rename</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
