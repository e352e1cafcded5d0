export { ActionForm, FormActions, FormError, SubmitButton } from './action-form.tsx'
export { CheckboxField, CheckboxListField, RadioField, SelectField } from './choice-fields.tsx'
export { NumberField, TextareaField, TextField } from './text-fields.tsx'
export { useActionForm } from './use-action-form.ts'
