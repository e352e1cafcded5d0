import type { Json } from '#lib/api/schema/json.ts'
import type { OperationView, ParameterView } from './operation-view.ts'

/** Where the gateway looks for the key. */
export type KeyPlace = { in: 'header'; name: string } | { in: 'bearer' } | { in: 'query'; name: string }

export type SampleInput = {
  method: string
  path: string
  gatewayUrl: string
  operation: OperationView
  keyPlace: KeyPlace
}

export type CodeSample = {
  id: 'curl' | 'javascript' | 'python'
  label: string
  language: 'bash' | 'javascript' | 'python'
  code: string
}

/** A key never stands in a sample: it is read from the environment under this name. */
export const KEY_VARIABLE = 'GATEHOUSE_KEY'

type SampleBody = { mediaType: string; text: string; isJson: boolean }
type SampleRequest = {
  method: string
  url: string
  headers: [name: string, value: string][]
  body: SampleBody | null
  keyHeader: [name: string, prefix: string] | null
  keyParameter: string | null
}

const asText = (value: Json | undefined): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

const exampleTextOf = (parameter: ParameterView): string => asText(parameter.example)

/** `/accounts/{accountId}` with examples in place; without one the place stays as it is. */
function filledPath(path: string, parameters: ParameterView[]): string {
  return path.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const parameter = parameters.find((candidate) => candidate.in === 'path' && candidate.name === name)
    const value = parameter ? exampleTextOf(parameter) : ''
    return value && value !== 'string' ? encodeURIComponent(value) : whole
  })
}

function queryOf(parameters: ParameterView[]): string {
  const needed = parameters.filter((parameter) => parameter.in === 'query' && parameter.isRequired)
  return needed
    .map(
      (parameter) => `${encodeURIComponent(parameter.name)}=${encodeURIComponent(exampleTextOf(parameter))}`,
    )
    .join('&')
}

function bodyOf(operation: OperationView): SampleBody | null {
  const bodies = operation.request?.bodies ?? []
  const body = bodies.find(({ mediaType }) => mediaType.includes('json')) ?? bodies[0]
  const [example] = body?.examples ?? []
  return body && example ? { mediaType: body.mediaType, text: example.text, isJson: example.isJson } : null
}

function requestOf({ method, path, gatewayUrl, operation, keyPlace }: SampleInput): SampleRequest {
  const { parameters } = operation
  const query = queryOf(parameters)
  const body = bodyOf(operation)
  const own = parameters.filter((parameter) => parameter.in === 'header' && parameter.isRequired)
  return {
    method,
    url: gatewayUrl + filledPath(path, parameters) + (query && `?${query}`),
    headers: [
      ...(body ? [['Content-Type', body.mediaType] satisfies [string, string]] : []),
      ...own.map((parameter): [string, string] => [parameter.name, exampleTextOf(parameter)]),
    ],
    body,
    keyHeader:
      keyPlace.in === 'header'
        ? [keyPlace.name, '']
        : keyPlace.in === 'bearer'
          ? ['Authorization', 'Bearer ']
          : null,
    keyParameter: keyPlace.in === 'query' ? keyPlace.name : null,
  }
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

function curl(request: SampleRequest): string {
  const { keyHeader, keyParameter } = request
  const key = `$${KEY_VARIABLE}`
  const url = keyParameter
    ? `${request.url}${request.url.includes('?') ? '&' : '?'}${keyParameter}=${key}`
    : request.url
  const verb = request.method === 'GET' ? '' : request.method === 'HEAD' ? '--head ' : `-X ${request.method} `
  const lines = [`curl ${verb}${keyParameter || /[?&]/.test(url) ? `"${url}"` : url}`]
  if (keyHeader) lines.push(`-H "${keyHeader[0]}: ${keyHeader[1]}${key}"`)
  for (const [name, value] of request.headers) lines.push(`-H ${shellQuoted(`${name}: ${value}`)}`)
  if (request.body) lines.push(`-d ${shellQuoted(request.body.text)}`)
  return lines.join(' \\\n  ')
}

const indented = (text: string, spaces: number): string => text.replaceAll('\n', `\n${' '.repeat(spaces)}`)

function javascript(request: SampleRequest): string {
  const { keyHeader, keyParameter, body } = request
  const key = `process.env.${KEY_VARIABLE}`
  const headers = [
    ...(keyHeader ? [`    '${keyHeader[0]}': ${keyHeader[1] ? `\`${keyHeader[1]}\${${key}}\`` : key},`] : []),
    ...request.headers.map(([name, value]) => `    '${name}': ${JSON.stringify(value)},`),
  ]
  const data = body?.isJson ? `JSON.stringify(${indented(body.text, 2)})` : JSON.stringify(body?.text)
  const url = keyParameter
    ? `\`${request.url}${request.url.includes('?') ? '&' : '?'}${keyParameter}=\${${key}}\``
    : `'${request.url}'`
  const options = [
    ...(request.method === 'GET' ? [] : [`  method: '${request.method}',`]),
    ...(headers.length > 0 ? ['  headers: {', ...headers, '  },'] : []),
    ...(body ? [`  body: ${data},`] : []),
  ]
  const call = options.length > 0 ? `fetch(${url}, {\n${options.join('\n')}\n})` : `fetch(${url})`
  return `const response = await ${call}\nif (!response.ok) throw new Error(await response.text())\nconsole.log(${request.method === 'HEAD' ? 'response.headers' : 'await response.json()'})\n`
}

/** JSON as Python writes it. */
const pythonValue = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"|\btrue\b|\bfalse\b|\bnull\b/g, (token) =>
    token === 'true' ? 'True' : token === 'false' ? 'False' : token === 'null' ? 'None' : token,
  )

function python(request: SampleRequest): string {
  const { keyHeader, keyParameter, body } = request
  const key = `os.environ["${KEY_VARIABLE}"]`
  const headers = [
    ...(keyHeader
      ? [
          `        "${keyHeader[0]}": ${keyHeader[1] ? `f"${keyHeader[1]}{os.environ['${KEY_VARIABLE}']}"` : key},`,
        ]
      : []),
    ...request.headers
      .filter(([name]) => !(body?.isJson && name === 'Content-Type' && body.mediaType === 'application/json'))
      .map(([name, value]) => `        "${name}": ${JSON.stringify(value)},`),
  ]
  const lines = [
    `    "${request.url}",`,
    ...(keyParameter ? [`    params={"${keyParameter}": ${key}},`] : []),
    ...(headers.length > 0 ? ['    headers={', ...headers, '    },'] : []),
    ...(body
      ? [
          body.isJson
            ? `    json=${indented(pythonValue(body.text), 4)},`
            : `    data=${JSON.stringify(body.text)},`,
        ]
      : []),
  ]
  const call = `requests.request(\n    "${request.method}",\n${lines.join('\n')}\n)`
  return `import os\nimport requests\n\nresponse = ${call}\nresponse.raise_for_status()\nprint(response.json())\n`
}

/** Requests that work when pasted, once the key is in the environment. */
export function codeSamples(input: SampleInput): CodeSample[] {
  const request = requestOf(input)
  return [
    { id: 'curl', label: 'curl', language: 'bash', code: curl(request) },
    { id: 'javascript', label: 'JavaScript', language: 'javascript', code: javascript(request) },
    { id: 'python', label: 'Python', language: 'python', code: python(request) },
  ]
}
