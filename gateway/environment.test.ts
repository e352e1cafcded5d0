import { describe, expect, it } from 'vitest'
import { readEnvironment } from './environment.ts'

describe('settings', () => {
  it('names everything that is wrong in one message', () => {
    const variables = {
      GATEWAY_PORT: '99999',
      SYNC_URL: 'http://x',
      GATEWAY_TRUSTED_PROXIES: '10.0.0.0/8, home',
    }
    let message = ''
    try {
      readEnvironment(variables as unknown as NodeJS.ProcessEnv)
    } catch (error) {
      message = (error as Error).message
    }
    for (const name of ['GATEWAY_PORT', 'SYNC_URL', 'GATEWAY_TRUSTED_PROXIES'])
      expect(message).toContain(name)
  })

  it('asks for a token, and takes an empty variable for none', () => {
    expect(() => readEnvironment({ GATEWAY_TOKEN: '' } as unknown as NodeJS.ProcessEnv)).toThrow(
      'GATEWAY_TOKEN',
    )
  })

  it('keeps the token out of what is handed to the workers', () => {
    const { environment, readToken } = readEnvironment({
      GATEWAY_TOKEN: 'secret',
    } as unknown as NodeJS.ProcessEnv)
    expect(JSON.stringify(environment)).not.toContain('secret')
    expect(readToken()).toBe('secret')
  })
})
