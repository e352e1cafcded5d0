/**
 * A key that was just created, kept for this browser tab only (sessionStorage), so that "Try it" in the reference is filled in.
 * It is never sent to our server.
 */
const nameOf = (applicationId: string) => `gatehouse.key.${applicationId}`

export function rememberKey(applicationId: string, secret: string): void {
  try {
    sessionStorage.setItem(nameOf(applicationId), secret)
  } catch {
    // Storage may be switched off: "Try it" then asks for the key.
  }
}
