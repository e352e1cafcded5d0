import pino from 'pino'

/** Structured log of the house's own processes. Secrets are cut out by name, wherever they stand one level deep. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { process: process.env.PROCESS_NAME ?? 'web' },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      'password',
      'secret',
      'token',
      'key',
      '*.password',
      '*.secret',
      '*.token',
      '*.key',
      '*.authorization',
    ],
    censor: '[cut]',
  },
})
