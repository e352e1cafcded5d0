/** What a document may cost. Beyond it, import refuses with the reason; nothing is cut silently. */
export const LIMITS = {
  documentSizeBytesMax: 20 * 1024 * 1024,
  depthMax: 200,
  /** Values in the document after YAML aliases are expanded: a 5 MB document has some 200,000. */
  nodesMax: 2_000_000,
  /** The gateway's own bound on one route. */
  operationsMax: 20_000,
  pathLengthMax: 2048,
  externalDocumentsMax: 50,
  externalSizeBytesMax: 20 * 1024 * 1024,
  /** All rows of one version together, after shared parameters and responses are put into every operation. */
  expandedSizeBytesMax: 128 * 1024 * 1024,
  /** Finding lines costs about 0.3 s a MB; larger documents name the pointer only. */
  positionsSizeBytesMax: 12 * 1024 * 1024,
  problemsMax: 200,
  readTimeoutMs: 30_000,
  memoryMbMax: 1024,
} as const
