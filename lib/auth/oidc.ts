import type { Profile, User } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import type { Env } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { log } from '#lib/core/log.ts'
import { signInWithOidc } from '#lib/user/sign-in-with-oidc.ts'

type Claims = { sub: string; email?: string; email_verified?: boolean; name?: string }

/** True when people can sign in by the organization's own identity provider. */
export const hasOidc = (env: Env): boolean =>
  Boolean(env.OIDC_ISSUER && env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET)

/** OpenID Connect by discovery, with PKCE, state and nonce; null when it is not configured. */
export function oidcProvider(env: Env): OAuthConfig<Claims> | null {
  if (!env.OIDC_ISSUER || !env.OIDC_CLIENT_ID || !env.OIDC_CLIENT_SECRET) return null
  return {
    id: 'oidc',
    name: 'Single sign-on',
    type: 'oauth',
    wellKnown: `${env.OIDC_ISSUER.replace(/\/+$/, '')}/.well-known/openid-configuration`,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    clientId: env.OIDC_CLIENT_ID,
    clientSecret: env.OIDC_CLIENT_SECRET,
    profile: (claims) => ({ id: claims.sub, name: claims.name ?? '', email: claims.email ?? '' }),
  }
}

/** Finds or makes the person behind an identity; on refusal answers the address that says why. */
export async function signInByOidc(user: User, issuer: string, profile?: Profile): Promise<boolean | string> {
  const claims = (profile ?? {}) as Partial<Claims>
  try {
    const signedIn = await signInWithOidc({
      issuer,
      subject: claims.sub ?? '',
      email: claims.email ?? '',
      name: claims.name ?? '',
      isEmailVerified: claims.email_verified === true,
    })
    user.userId = signedIn.userId
    user.sessionEpoch = signedIn.sessionEpoch
    return true
  } catch (error) {
    if (!(error instanceof AppError)) log.error({ err: error }, 'single sign-on failed')
    const message = error instanceof AppError ? error.message : 'Single sign-on failed. Try again.'
    return `/sign-in?${new URLSearchParams({ refused: message })}`
  }
}
