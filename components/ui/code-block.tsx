import { cn } from './cn.ts'
import { type CodeLanguage, highlight } from './code-highlight.ts'
import { CopyButton } from './copy-button.tsx'
import { scrollPane } from './scroll-pane.ts'

type Props = {
  code: string
  language?: CodeLanguage
  /** At the top left: a file's name, "Response", a path. */
  title?: string
  isNumbered?: boolean
  /** Long lines are broken instead of scrolled. */
  isWrapped?: boolean
  /** What is copied, when it is not what is shown. */
  copyText?: string
  className?: string
  /** Height at which the block begins to scroll, e.g. `max-h-96`. */
  heightClass?: string
}

/** Code, coloured on the server by our tokens, copied in one click. */
export async function CodeBlock(props: Props) {
  const { code, language, title, isNumbered, isWrapped, copyText = code } = props
  const lines = await highlight(code.replace(/\n$/, ''), language)
  const copy = <CopyButton text={copyText} label="Copy code" />
  return (
    <div
      className={cn(
        'group relative min-w-0 overflow-hidden rounded-card border border-line bg-subtle',
        props.className,
      )}
    >
      {title && (
        <div className="flex h-9 items-center justify-between gap-2 border-b border-line pr-1 pl-3.5">
          <span className="label-meta truncate">{title}</span>
          {copy}
        </div>
      )}
      {!title && <div className="absolute inset-y-0 right-0 z-10 bg-subtle p-1">{copy}</div>}
      <pre
        {...scrollPane}
        className={cn(
          'scroll-thin overflow-auto py-2.5 text-table text-code focus-visible:-outline-offset-2',
          props.heightClass,
        )}
      >
        <code
          className={cn(
            'block min-w-full px-3.5',
            isWrapped ? 'whitespace-pre-wrap break-all' : 'w-max',
            !title && 'pr-12',
          )}
        >
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            <span key={index} className="block min-h-5">
              {isNumbered && (
                <span
                  aria-hidden
                  className="mr-4 inline-block w-6 select-none text-right text-faint tabular-nums"
                >
                  {index + 1}
                </span>
              )}
              {line.map((token, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: nor have tokens
                <span key={place} style={token.color ? { color: token.color } : undefined}>
                  {token.text}
                </span>
              ))}
            </span>
          ))}
        </code>
      </pre>
    </div>
  )
}
