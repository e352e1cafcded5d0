import { Section } from '#components/patterns/section.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'

export type ApplicationOption = {
  id: string
  name: string
  organization: string
  liveCredentials: number
  /** The reader may enter a payment method for its organization. */
  mayPay: boolean
}
export type OrganizationOption = { id: string; name: string; mayPay: boolean }

/** Stands for an application that is still to be registered. */
export const NEW = 'new'

type Props = {
  applications: ApplicationOption[]
  organizations: OrganizationOption[]
  /** An application's id, or `NEW`. */
  value: string
  onValueChange: (value: string) => void
  name: string
  onNameChange: (name: string) => void
  nameError: string | undefined
  /** It was registered by an attempt before: its name and organization stand. */
  isRegistered: boolean
  organizationId: string
  onOrganizationChange: (id: string) => void
}

/** Which application subscribes: one that is there, or a new one. */
export function SubscribeApplication(props: Props) {
  const { applications, organizations } = props
  const isNew = props.value === NEW
  const nameOf = ({ name, organization }: ApplicationOption) =>
    organizations.length > 1 ? `${name} (${organization})` : name
  return (
    <Section title="Application" description="The client that will call. It gets the key.">
      <div className="flex flex-col gap-4">
        {applications.length > 0 && (
          <Field label="Application">
            <Select
              value={props.value}
              onValueChange={props.onValueChange}
              options={[
                ...applications.map((application) => ({ value: application.id, label: nameOf(application) })),
                { value: NEW, label: 'Register a new one' },
              ]}
            />
          </Field>
        )}
        {isNew && (
          <Field label="Name of the application" error={props.nameError}>
            <Input
              value={props.name}
              onChange={(event) => props.onNameChange(event.target.value)}
              placeholder="Mobile app"
              disabled={props.isRegistered}
            />
          </Field>
        )}
        {isNew && organizations.length > 1 && (
          <Field label="Organization">
            <Select
              value={props.organizationId}
              onValueChange={props.onOrganizationChange}
              options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
        )}
      </div>
    </Section>
  )
}
