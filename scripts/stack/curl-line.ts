/** What one `curl` line asks for. */
export interface CurlCall {
  url: URL
  headers: Record<string, string>
}

const WORD = /'([^']*)'|"([^"]*)"|(\S+)/g

/** Reads the plain `curl` lines that the house prints: a URL and `-H` headers. Null for anything else. */
export function readCurl(line: string): CurlCall | null {
  const words = [...line.matchAll(WORD)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
  if (words.shift() !== 'curl') return null
  const headers: Record<string, string> = {}
  let url: URL | null = null
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (word === '-H') {
      const [name, ...value] = words[++i]?.split(':') ?? []
      if (name) headers[name] = value.join(':').trim()
    } else if (URL.canParse(word)) url = new URL(word)
    else if (!word.startsWith('-')) return null
  }
  return url && { url, headers }
}

/** The same call at another origin: a line kept from an earlier start may name ports that have changed since. */
export function moveCurl(line: string, origin: string): string {
  const call = readCurl(line)
  return call ? line.replace(call.url.origin, new URL(origin).origin) : line
}
