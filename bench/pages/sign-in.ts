/** Signs a person in as a browser does and returns the cookies that show it, for a `Cookie` header. */
export async function signIn(
  web: string,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const cookies = new Map<string, string>()
  const keep = (response: Response): void => {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (name) cookies.set(name, value ?? '')
    }
  }
  const header = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const csrf = await fetch(`${web}/api/auth/csrf`)
  keep(csrf)
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const answer = await fetch(`${web}/api/auth/callback/password`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: header(), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  })
  keep(answer)
  if (![...cookies.keys()].some((name) => name.endsWith('session-token')))
    throw new Error(`The sign-in was answered with ${answer.status} ${(await answer.text()).slice(0, 300)}`)
  return header()
}
