'use client'
import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callAction } from '#components/patterns/call-action.ts'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { RowMenu } from '#components/patterns/row-menu.tsx'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'

type Page = { id: string; slug: string; title: string }
type Props = {
  pages: Page[]
  isReadOnly: boolean
  /** Of this list; a page is below it by its id. */
  listHref: string
  portalHref: string
  move: (id: string, position: number) => Promise<ActionResult<unknown>>
  remove: (id: string) => Promise<ActionResult<unknown>>
}

/** The pages in the order of the portal's tabs. */
export function ProductPageList({ pages, isReadOnly, listHref, portalHref, move, remove }: Props) {
  const [deleted, setDeleted] = useState<Page | null>(null)
  const [isPending, startTransition] = useTransition()
  const router = useRouter()
  const moveTo = (id: string, position: number) =>
    startTransition(async () => {
      const result = await callAction(() => move(id, position))
      if (!result.ok) toast.error(result.error.message)
      router.refresh()
    })
  return (
    <>
      <ol aria-busy={isPending || undefined} className="divide-y divide-line rounded-card border border-line">
        {pages.map(({ id, slug, title }, index) => (
          <li key={id} className="flex min-h-11 items-center gap-1 py-1 pr-1.5 pl-4">
            <Link
              href={`${listHref}/${id}`}
              className="min-w-0 flex-1 truncate rounded-tag hover:underline"
              title={title}
            >
              <span className="font-medium">{title}</span>{' '}
              <code className="ml-1 font-mono text-table text-muted max-sm:hidden">/{slug}</code>
            </Link>
            {!isReadOnly && (
              <>
                <Button
                  variant="ghost"
                  size="icon-small"
                  aria-label={`Move ${title} up`}
                  disabled={index === 0 || isPending}
                  onClick={() => moveTo(id, index - 1)}
                >
                  <ArrowUp aria-hidden />
                </Button>
                <Button
                  variant="ghost"
                  size="icon-small"
                  aria-label={`Move ${title} down`}
                  disabled={index === pages.length - 1 || isPending}
                  onClick={() => moveTo(id, index + 1)}
                >
                  <ArrowDown aria-hidden />
                </Button>
                <RowMenu
                  label={`Actions for page ${title}`}
                  items={[
                    { label: 'Edit', href: `${listHref}/${id}` },
                    { label: 'View in the portal', href: `${portalHref}/pages/${slug}` },
                    {
                      label: 'Delete',
                      isDanger: true,
                      onSelect: () => setDeleted({ id, slug, title }),
                    },
                  ]}
                />
              </>
            )}
          </li>
        ))}
      </ol>
      {deleted && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && setDeleted(null)}
          title={`Delete page “${deleted.title}”`}
          consequence="Its text goes for good, and links to it end."
          confirmLabel="Delete page"
          doneMessage="Page deleted"
          action={() => remove(deleted.id)}
        />
      )}
    </>
  )
}
