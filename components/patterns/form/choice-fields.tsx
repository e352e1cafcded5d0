'use client'
import type { ReactNode } from 'react'
import { Controller } from 'react-hook-form'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field, FieldError } from '#components/ui/field.tsx'
import { RadioGroup, type RadioOption } from '#components/ui/radio-group.tsx'
import { Select, type SelectOption } from '#components/ui/select.tsx'
import type { FieldProps } from './text-fields.tsx'
import { useFieldError } from './use-field-error.ts'

type SelectProps = FieldProps & { options: SelectOption[]; placeholder?: string; disabled?: boolean }

export function SelectField({ name, options, placeholder, disabled, ...field }: SelectProps) {
  const error = useFieldError(name)
  return (
    <Field {...field} error={error}>
      <Controller
        name={name}
        render={({ field: { value, onChange, onBlur } }) => (
          <Select
            value={value ?? ''}
            onValueChange={onChange}
            onBlur={onBlur}
            options={options}
            placeholder={placeholder}
            disabled={disabled}
          />
        )}
      />
    </Field>
  )
}

type RadioProps = FieldProps & { options: RadioOption[]; look?: 'list' | 'cards' }

export function RadioField({ name, options, look, ...field }: RadioProps) {
  const error = useFieldError(name)
  return (
    <Field {...field} error={error}>
      <Controller
        name={name}
        render={({ field: { value, onChange, onBlur } }) => (
          <RadioGroup
            value={value ?? ''}
            onValueChange={onChange}
            onBlur={onBlur}
            options={options}
            look={look}
            aria-label={typeof field.label === 'string' ? field.label : undefined}
          />
        )}
      />
    </Field>
  )
}

type CheckboxProps = { name: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }

/** True or false. */
export function CheckboxField({ name, ...box }: CheckboxProps) {
  const error = useFieldError(name)
  return (
    <div className="flex flex-col gap-1.5">
      <Controller
        name={name}
        render={({ field: { value, onChange, onBlur, ref } }) => (
          <Checkbox
            ref={ref}
            checked={value === true}
            onCheckedChange={(checked) => onChange(checked === true)}
            onBlur={onBlur}
            aria-invalid={error ? true : undefined}
            {...box}
          />
        )}
      />
      {error && <FieldError>{error}</FieldError>}
    </div>
  )
}

type ListProps = FieldProps & { options: { value: string; label: ReactNode; hint?: ReactNode }[] }

/** Several of a list: its value is an array of the chosen options' values. */
export function CheckboxListField({ name, options, label, hint, className }: ListProps) {
  const error = useFieldError(name)
  return (
    <fieldset className={className}>
      <legend className="mb-1.5 text-body font-medium">{label}</legend>
      {hint && <p className="mb-1.5 text-meta text-muted">{hint}</p>}
      <Controller
        name={name}
        render={({ field: { value, onChange } }) => {
          const chosen: string[] = value ?? []
          const toggle = (one: string, isOn: boolean) =>
            onChange(isOn ? [...chosen, one] : chosen.filter((other) => other !== one))
          return (
            <div className="flex flex-col gap-2">
              {options.map((option) => (
                <Checkbox
                  key={option.value}
                  label={option.label}
                  hint={option.hint}
                  checked={chosen.includes(option.value)}
                  onCheckedChange={(checked) => toggle(option.value, checked === true)}
                />
              ))}
            </div>
          )
        }}
      />
      {error && <FieldError>{error}</FieldError>}
    </fieldset>
  )
}
