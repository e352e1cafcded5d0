import { createServer } from 'node:net'

/** A port that the stack needs, and the variable that changes it. */
export interface NeededPort {
  port: number
  for: string
  variable: string
}

/** True when the port can be listened on, on all addresses. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Throws one message that names every port that is taken or asked for twice, and the variables that change them. */
export async function checkPorts(needed: NeededPort[]): Promise<void> {
  const lines: string[] = []
  for (const [index, { port, for: name, variable }] of needed.entries()) {
    const other = needed.slice(0, index).find((earlier) => earlier.port === port)
    if (other)
      lines.push(
        `  ${port} is asked for by ${other.for} and ${name}: change ${other.variable} or ${variable}`,
      )
    else if (!(await isFree(port))) lines.push(`  ${port} (${name}): set ${variable} to another port`)
  }
  if (lines.length > 0) throw new Error(`These ports are taken by another program:\n${lines.join('\n')}`)
}
