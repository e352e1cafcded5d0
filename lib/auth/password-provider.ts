import CredentialsProvider from 'next-auth/providers/credentials'
import type { ActionError } from '#lib/core/action-result.ts'
import { AppError, toProblem } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { log } from '#lib/core/log.ts'
import { signIn } from '#lib/user/sign-in.ts'
import { networkAddress } from './network-address.ts'

/** E-mail and password. What went wrong travels to the form as an `ActionError` in JSON: next-auth passes a text on. */
export const passwordProvider = () =>
  CredentialsProvider({
    id: 'password',
    name: 'E-mail and password',
    credentials: { email: {}, password: {} },
    authorize: async (credentials, request) => {
      try {
        const address = networkAddress(request.headers ?? {})
        const { email = '', password = '' } = credentials ?? {}
        const { userId, sessionEpoch } = await signIn({ email, password, address })
        return { id: userId, userId, sessionEpoch }
      } catch (error) {
        throw new Error(JSON.stringify(toActionError(error)))
      }
    },
  })

function toActionError(error: unknown): ActionError {
  const requestId = newId('req')
  const isKnown = error instanceof AppError
  if (!isKnown) log.error({ requestId, err: error }, 'sign-in failed')
  const { code, detail, fields } = toProblem(error, requestId)
  return { code, message: detail, ...(fields && { fields }), ...(!isKnown && { requestId }) }
}
