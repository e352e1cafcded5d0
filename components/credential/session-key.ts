/**
 * A key that was just created or pasted, kept for this browser tab only, so that "Try it" in the reference is filled in. It is
 * never sent to our server.
 */
const nameOf = (applicationId: string): string => `gatehouse.key.${applicationId}`

/** The key kept for an application, or empty. */
export function sessionKey(applicationId: string): string {
  try {
    return sessionStorage.getItem(nameOf(applicationId)) ?? ''
  } catch {
    return ''
  }
}

/** Keeps a key until the tab is closed; an empty one is forgotten. */
export function keepSessionKey(applicationId: string, key: string): void {
  try {
    if (key) sessionStorage.setItem(nameOf(applicationId), key)
    else sessionStorage.removeItem(nameOf(applicationId))
  } catch {
    // Storage may be switched off: the key then lives as long as the page.
  }
}
