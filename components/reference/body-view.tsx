import type { BodyView } from './model/operation-view.ts'
import { SchemaTree, type TreeContext } from './schema-tree.tsx'

/** A request's or answer's body: each media type with its schema. */
export function Bodies({ bodies, context }: { bodies: BodyView[]; context: TreeContext }) {
  return bodies.map((body, index) => (
    <div key={body.mediaType} className={index > 0 ? 'mt-4 border-t border-line pt-4' : ''}>
      {body.schema === null ? (
        <p className="font-mono text-table">{body.mediaType}</p>
      ) : (
        <SchemaTree name={body.mediaType} schema={body.schema} context={context} />
      )}
    </div>
  ))
}
