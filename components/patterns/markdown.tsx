import ReactMarkdown from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { cn } from '#components/ui/cn.ts'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { type CodeLanguage, codeLanguages } from '#components/ui/code-highlight.ts'
import { fenceOf, markdownParts } from './markdown-parts.tsx'

const aliases: Record<string, CodeLanguage> = {
  sh: 'bash',
  shell: 'bash',
  curl: 'bash',
  js: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  tsx: 'typescript',
  py: 'python',
  yml: 'yaml',
  html: 'xml',
}

const toLanguage = (name: string | undefined): CodeLanguage | undefined =>
  codeLanguages.find((known) => known === name) ?? aliases[name ?? '']

type Props = { children: string; className?: string }

/** Markdown that somebody else wrote, sanitized; code is coloured. On the server only: see `MarkdownPreview`. */
export function Markdown({ children, className }: Props) {
  return (
    <div className={cn('prose', className)}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSanitize]}
        components={{
          ...markdownParts,
          pre: ({ node }) => {
            const { code, language } = fenceOf(node)
            return <CodeBlock code={code} language={toLanguage(language)} />
          },
        }}
      >
        {children}
      </ReactMarkdown>
    </div>
  )
}
