import { currentActor } from '#lib/auth/session.ts'
import { findProductLogo } from '#lib/product/queries.ts'

/** A product's logo, for whoever may see the product. */
export async function GET(_: Request, { params }: { params: Promise<{ product: string }> }) {
  const logo = await findProductLogo(await currentActor(), (await params).product)
  if (!logo) return new Response(null, { status: 404 })
  return new Response(Buffer.from(logo.bytes), {
    headers: {
      'Content-Type': logo.type,
      'Cache-Control': 'private, max-age=300',
      // An image opened by itself runs nothing.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
