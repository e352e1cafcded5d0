const steps = [
  {
    title: 'Choose a product',
    text: 'Read what it does, its reference and its plans. You need no account for that.',
  },
  {
    title: 'Register your application',
    text: 'Subscribe it to a plan. Plans that open at once are ready immediately; others wait for the provider’s word.',
  },
  {
    title: 'Make the first call',
    text: 'Copy your key and a curl line that works. The page shows the call as it arrives.',
  },
]

/** From the catalogue to the first answered call. */
export function Steps() {
  return (
    <ol className="grid gap-x-8 gap-y-6 sm:grid-cols-3">
      {steps.map(({ title, text }, index) => (
        <li key={title} className="border-t border-line-strong pt-4">
          <p className="flex items-center gap-2.5 font-semibold">
            <span className="grid size-6 shrink-0 place-items-center rounded-full bg-selected text-meta tabular-nums">
              {index + 1}
            </span>
            {title}
          </p>
          <p className="mt-2 text-pretty text-muted">{text}</p>
        </li>
      ))}
    </ol>
  )
}
