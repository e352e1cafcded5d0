import NextAuth from 'next-auth'
import { authOptions } from '#lib/auth/options.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

// The options read the environment, which a build does not have.
const handler = (request: Request, context: Context): Promise<Response> =>
  NextAuth(authOptions())(request, context)

export { handler as GET, handler as POST }
