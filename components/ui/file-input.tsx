'use client'
import { FileUp } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { useFieldControl } from './field-context.ts'

type Props = Omit<ComponentProps<'input'>, 'type'> & {
  /** What may be given: "JSON or YAML, up to 20 MB". */
  hint: string
  /** How a size in bytes is written. */
  sizeOf: (bytes: number) => string
}

/** One file, dropped or chosen. The browser's own control lies over it, so that keyboard and drop work as everywhere. */
export function FileInput({ hint, sizeOf, onChange, ...props }: Props) {
  const field = useFieldControl()
  const [file, setFile] = useState<File | null>(null)
  return (
    <div className="relative flex min-w-0 items-center gap-3 rounded-card border border-line-strong border-dashed bg-subtle px-4 py-5 transition-colors duration-100 hover:border-line-control hover:bg-hover has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent has-[input[aria-invalid]]:border-danger">
      <span
        aria-hidden
        className="grid size-9 shrink-0 place-items-center rounded-control border border-line bg-ground text-muted"
      >
        <FileUp className="size-4" />
      </span>
      <span aria-hidden className="min-w-0 flex-1">
        <span className="block truncate font-medium">{file?.name ?? 'Drop a file, or choose one'}</span>
        <span className="block truncate text-table text-muted tabular-nums">
          {file ? `${sizeOf(file.size)}, choose another to replace it` : hint}
        </span>
      </span>
      <input
        {...field}
        type="file"
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          setFile(event.target.files?.[0] ?? null)
          onChange?.(event)
        }}
        {...props}
      />
    </div>
  )
}
