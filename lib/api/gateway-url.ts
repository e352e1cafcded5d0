import { readEnv } from '#lib/core/env.ts'

/** Where consumers reach the API of this slug, without a trailing slash. */
export const gatewayUrlOf = (slug: string): string => `${readEnv().GATEWAY_PUBLIC_URL}/${slug}`
