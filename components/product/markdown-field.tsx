'use client'
import dynamic from 'next/dynamic'
import { useDeferredValue } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { TextareaField } from '#components/patterns/form/index.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'

const MarkdownPreview = dynamic(
  () => import('#components/patterns/markdown-preview.tsx').then((module) => module.MarkdownPreview),
  { ssr: false, loading: () => <Skeleton className="h-24 w-full" /> },
)

type Props = { name: string; label: string; hint?: string; isReadOnly?: boolean; minHeight?: string }

/** Markdown at the left, and how readers will see it at the right. */
export function MarkdownField({ name, label, hint, isReadOnly = false, minHeight = '14rem' }: Props) {
  const { control } = useFormContext()
  const text = useDeferredValue<string>(useWatch({ control, name }) ?? '')
  return (
    <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
      <TextareaField
        name={name}
        label={label}
        hint={hint}
        isOptional
        isMono
        style={{ minHeight }}
        disabled={isReadOnly}
        className="min-w-0"
      />
      <section aria-label={`Preview of ${label.toLowerCase()}`} className="min-w-0">
        <h3 className="label-meta mb-1.5 leading-5">Preview</h3>
        {text.trim() ? (
          <MarkdownPreview>{text}</MarkdownPreview>
        ) : (
          <p className="text-table text-muted">
            Headings, lists, tables, code and links show here as you type.
          </p>
        )}
      </section>
    </div>
  )
}
