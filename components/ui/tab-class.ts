export const tabListClass = 'scroll-thin flex gap-4 overflow-x-auto border-b border-line'
export const tabClass =
  '-mb-px flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap border-b-2 border-transparent text-body font-medium text-muted transition-colors duration-100 hover:text-text focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-text data-[state=active]:border-accent data-[state=active]:text-text'
