import type { ReactNode } from 'react'

type Props = { navigation: ReactNode; children: ReactNode; aside?: ReactNode }

/** Navigation at the left, the text, and code at the right, which follows the reader. */
export function ReferenceFrame({ navigation, children, aside }: Props) {
  const columns = aside
    ? 'lg:grid-cols-[14rem_minmax(0,1fr)] xl:grid-cols-[14rem_minmax(0,1fr)_25rem]'
    : 'lg:grid-cols-[14rem_minmax(0,1fr)]'
  return (
    <div className={`grid gap-x-8 ${columns}`}>
      {navigation}
      <article className="min-w-0 xl:col-start-2">{children}</article>
      {aside && (
        <aside id="call" className="min-w-0 max-xl:mt-10 lg:max-xl:col-start-2">
          <div className="scroll-thin space-y-4 xl:sticky xl:top-16 xl:max-h-[calc(100dvh-5rem)] xl:overflow-y-auto xl:pb-4">
            {aside}
          </div>
        </aside>
      )}
    </div>
  )
}
