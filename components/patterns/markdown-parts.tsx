import type { Components } from 'react-markdown'
import { Snippet } from '#components/ui/snippet.tsx'

const isAbroad = (href: string | undefined) => /^https?:\/\//.test(href ?? '')

/** How Markdown looks. Headings begin at the second level: the page owns the first. */
export const markdownParts: Components = {
  h1: ({ children, id }) => <h2 id={id}>{children}</h2>,
  h2: ({ children, id }) => <h2 id={id}>{children}</h2>,
  h3: ({ children, id }) => <h3 id={id}>{children}</h3>,
  a: ({ href, children }) => (
    <a href={href} {...(isAbroad(href) && { rel: 'noopener noreferrer nofollow', target: '_blank' })}>
      {children}
    </a>
  ),
  table: ({ children }) => (
    <div className="scroll-thin overflow-x-auto">
      <table>{children}</table>
    </div>
  ),
  img: ({ src, alt }) => (
    // biome-ignore lint/performance/noImgElement: its size and host are the writer's, unknown at build time
    <img src={typeof src === 'string' ? src : undefined} alt={alt ?? ''} loading="lazy" />
  ),
  pre: ({ node }) => <Snippet code={fenceOf(node).code} />,
}

type HastNode = { type?: string; value?: unknown; children?: unknown[]; properties?: Record<string, unknown> }

/** Text and language of a fenced block. */
export function fenceOf(node: unknown): { code: string; language: string | undefined } {
  const code = (node as HastNode | undefined)?.children?.[0] as HastNode | undefined
  const names = code?.properties?.className
  const name = Array.isArray(names) ? names.map(String).find((one) => one.startsWith('language-')) : undefined
  return { code: textOf(code).replace(/\n$/, ''), language: name?.slice('language-'.length) }
}

function textOf(node: HastNode | undefined): string {
  if (!node) return ''
  if (node.type === 'text') return String(node.value ?? '')
  return (node.children ?? []).map((child) => textOf(child as HastNode)).join('')
}
