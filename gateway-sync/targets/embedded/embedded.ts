import { type Target, UnsupportedResource } from '../target.ts'

/** The embedded runtime takes the neutral form as it is, as far as it says that it can enforce the kind. */
export function embeddedTarget(kinds: readonly string[]): Target {
  const known = new Set(kinds)
  return {
    kind: 'embedded',
    translate(resource) {
      if (known.has(resource.kind)) return resource
      throw new UnsupportedResource(
        `This gateway's version cannot enforce resources of kind “${resource.kind}”. Update it.`,
      )
    },
  }
}
