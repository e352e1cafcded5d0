'use client'
import { PageError, type PageErrorProps } from '#components/patterns/page-error.tsx'

export default function ErrorPage(props: PageErrorProps) {
  return (
    <div className="mx-auto w-full max-w-xl px-4 py-16">
      <PageError {...props} />
    </div>
  )
}
