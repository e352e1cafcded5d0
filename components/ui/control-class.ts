/** What inputs, textareas and select triggers have in common. */
export const controlClass =
  'w-full min-w-0 rounded-control border border-line-strong bg-raised text-body text-text transition-colors duration-100 placeholder:text-muted hover:border-faint focus-visible:border-accent focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-hover disabled:text-muted read-only:bg-subtle aria-invalid:border-danger'
