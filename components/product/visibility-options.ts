import { formatVisibility, type Visibility } from '#lib/product/schema.ts'

const HINTS: Record<Visibility, string> = {
  public: 'In the catalogue for anybody, signed in or not.',
  signed_in: 'In the catalogue once somebody has signed in.',
  organizations: 'Only members of the organizations you name, and your own.',
}

/** Who may find a published product, as choices. */
export const visibilityOptions = (isDisabled = false) =>
  (Object.keys(HINTS) as Visibility[]).map((value) => ({
    value,
    label: formatVisibility(value),
    hint: HINTS[value],
    isDisabled,
  }))
