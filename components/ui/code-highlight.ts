import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'

export const codeLanguages = [
  'bash',
  'http',
  'javascript',
  'json',
  'python',
  'typescript',
  'yaml',
  'xml',
] as const
export type CodeLanguage = (typeof codeLanguages)[number]

const theme = createCssVariablesTheme({ name: 'tokens', variablePrefix: '--shiki-', fontStyle: false })

// Made once a process. The JavaScript engine needs no WebAssembly; it is only ever loaded on the server.
let highlighter: ReturnType<typeof createHighlighterCore> | undefined
const load = () => {
  highlighter ??= createHighlighterCore({
    themes: [theme],
    langs: [
      import('shiki/langs/bash.mjs'),
      import('shiki/langs/http.mjs'),
      import('shiki/langs/javascript.mjs'),
      import('shiki/langs/json.mjs'),
      import('shiki/langs/python.mjs'),
      import('shiki/langs/typescript.mjs'),
      import('shiki/langs/yaml.mjs'),
      import('shiki/langs/xml.mjs'),
    ],
    engine: createJavaScriptRegexEngine(),
  })
  return highlighter
}

export type CodeToken = { text: string; color: string | undefined }

const charactersMax = 40_000

/** Lines of tokens. A text beyond 40,000 characters stays plain: colouring it would cost more than it gives. */
export async function highlight(code: string, language: CodeLanguage | undefined): Promise<CodeToken[][]> {
  if (!language || code.length > charactersMax)
    return code.split('\n').map((text) => [{ text, color: undefined }])
  const { tokens } = (await load()).codeToTokens(code, { lang: language, theme: 'tokens' })
  return tokens.map((line) => line.map((token) => ({ text: token.content, color: token.color })))
}
