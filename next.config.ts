import type { NextConfig } from 'next'

const isDevelopment = process.env.NODE_ENV === 'development'
// Next's inline bootstrap and swagger-ui's inline styles need 'unsafe-inline'; development's reloading needs eval and a
// socket. "Try it" calls the gateway and APIs' own hosts from the browser: which ones is known at the start, while Next
// keeps these headers from the build on, so connect-src names no host.
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: https:",
  "font-src 'self' data:",
  `connect-src 'self' http: https:${isDevelopment ? ' ws:' : ''}`,
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const securityHeaders = [
  { key: 'Content-Security-Policy', value: contentSecurityPolicy },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
]

const config: NextConfig = {
  poweredByHeader: false,
  // `npm run verify` checks types, with a compiler that Next does not know.
  typescript: { ignoreBuildErrors: true },
  // Documents of 20 MB come through a server action; the verb refuses larger ones with a reason.
  experimental: { serverActions: { bodySizeLimit: '25mb' } },
  serverExternalPackages: [
    'pdfkit',
    '@apidevtools/swagger-parser',
    '@prisma/adapter-pg',
    '@prisma/client',
    'pg',
    'pg-copy-streams',
    'pino',
    'shiki',
    'undici',
  ],
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
}

export default config
