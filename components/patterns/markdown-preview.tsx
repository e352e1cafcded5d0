'use client'
import ReactMarkdown from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { markdownParts } from './markdown-parts.tsx'

/** Markdown while it is being written. Load it lazily: the parser comes to the browser. */
export function MarkdownPreview({ children }: { children: string }) {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} components={markdownParts}>
        {children}
      </ReactMarkdown>
    </div>
  )
}
