/** The credential screens keep a key that was just created under this name, in this browser tab only. */
const nameOf = (applicationId: string): string => `gatehouse.key.${applicationId}`

/** The key kept for an application, or empty. */
export function sessionKey(applicationId: string): string {
  try {
    return sessionStorage.getItem(nameOf(applicationId)) ?? ''
  } catch {
    return ''
  }
}

/** Keeps what was pasted until the tab is closed. */
export function keepSessionKey(applicationId: string, key: string): void {
  try {
    if (key) sessionStorage.setItem(nameOf(applicationId), key)
    else sessionStorage.removeItem(nameOf(applicationId))
  } catch {
    // Storage may be switched off: the key then lives as long as the panel.
  }
}
