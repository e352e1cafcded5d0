import type { NextAuthOptions } from 'next-auth'
import { readEnv } from '#lib/core/env.ts'
import { oidcProvider, signInByOidc } from './oidc.ts'
import { passwordProvider } from './password-provider.ts'

const SESSION_SECONDS = 30 * 24 * 3600

/**
 * How people sign in. The session is a sealed cookie that only a sign-in writes: requests never renew it, so none that
 * run at the same time can undo each other. It names the person and the epoch; everything else is read anew each time,
 * and raising the epoch ends all sessions of a person.
 */
export function authOptions(): NextAuthOptions {
  const env = readEnv()
  if (!env.AUTH_SECRET) throw new Error('AUTH_SECRET is not set: `npm start` makes and keeps one.')
  process.env.NEXTAUTH_URL ??= env.PUBLIC_URL
  const oidc = oidcProvider(env)
  return {
    secret: env.AUTH_SECRET,
    useSecureCookies: env.PUBLIC_URL.startsWith('https:'),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-out', error: '/sign-in' },
    providers: oidc ? [passwordProvider(), oidc] : [passwordProvider()],
    callbacks: {
      signIn: ({ user, account, profile }) =>
        account?.provider === 'oidc' ? signInByOidc(user, env.OIDC_ISSUER ?? '', profile) : true,
      // `user` is there at the sign-in only.
      jwt: ({ token, user }) => (user ? { userId: user.userId, epoch: user.sessionEpoch } : token),
      session: ({ session, token }) => ({
        expires: session.expires,
        userId: token.userId,
        epoch: token.epoch,
      }),
    },
  }
}
