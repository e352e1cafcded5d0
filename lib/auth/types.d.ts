import 'next-auth'
import 'next-auth/jwt'

declare module 'next-auth' {
  interface Session {
    userId?: string
    epoch?: number
  }
  interface User {
    userId?: string
    sessionEpoch?: number
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    userId?: string
    epoch?: number
  }
}
