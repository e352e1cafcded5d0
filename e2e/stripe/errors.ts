/** An answer of Stripe's that is an error, in Stripe's own form. */
export class StripeFault extends Error {
  readonly status: number
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown> & { type: string; message: string }) {
    super(body.message)
    this.status = status
    this.body = body
  }
}

export const invalid = (message: string, more: Record<string, unknown> = {}): StripeFault =>
  new StripeFault(400, { type: 'invalid_request_error', message, ...more })

export const missing = (kind: string, id: string): StripeFault =>
  new StripeFault(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param: 'id',
  })
