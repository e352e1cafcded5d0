import { type NextRequest, NextResponse } from 'next/server'

/** Tells layouts which address was asked for, so that a sign-in can lead back to it. */
export function proxy(request: NextRequest) {
  const headers = new Headers(request.headers)
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search)
  return NextResponse.next({ request: { headers } })
}

export const config = { matcher: ['/console/:path*', '/applications/:path*', '/decisions/:path*'] }
