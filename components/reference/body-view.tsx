import type { BodyView } from './model/operation-view.ts'
import { SchemaTree, type TreeContext } from './schema-tree.tsx'

/** A request's or answer's body: each media type with its schema. */
export function Bodies({ bodies, context }: { bodies: BodyView[]; context: TreeContext }) {
  return bodies.map((body, index) => (
    <div key={body.mediaType} className={index > 0 ? 'mt-4 border-t border-line pt-4' : ''}>
      <p className="mb-1 font-mono text-meta text-muted">{body.mediaType}</p>
      {body.schema === null ? (
        <p className="text-table text-muted">Its form is not described.</p>
      ) : (
        <SchemaTree schema={body.schema} context={context} />
      )}
    </div>
  ))
}
