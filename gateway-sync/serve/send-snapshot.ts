import { type Resource, SNAPSHOT_CHUNK_RESOURCES_MAX, type SyncMessage } from '../contract/index.ts'
import type { Snapshot } from '../state/state-keeper.ts'
import type { Target } from '../targets/target.ts'

/** Chunks stay far below the message limit, so that a slow gateway holds little of our memory. */
const CHUNK_SIZE_BYTES = 1024 * 1024

/** Sends a whole state in chunks, as fast as the receiver takes them, and lets others have their turn in between. */
export async function sendSnapshot(
  snapshot: Snapshot,
  target: Target,
  send: (message: SyncMessage) => Promise<void>,
): Promise<void> {
  const { revision, checksum } = snapshot
  const resources = snapshot.resources.length + snapshot.credentialCount
  const sendChunk = async (put: Resource[]) => {
    if (put.length > 0) await send({ type: 'snapshot-chunk', put })
  }
  await send({ type: 'snapshot-begin', revision, resources })
  let chunk: Resource[] = []
  let chunkSizeBytes = 0
  for (const resource of snapshot.resources) {
    const translated = target.translate(resource)
    const sizeBytes = Buffer.byteLength(JSON.stringify(translated))
    if (chunkSizeBytes + sizeBytes > CHUNK_SIZE_BYTES || chunk.length === SNAPSHOT_CHUNK_RESOURCES_MAX) {
      await sendChunk(chunk)
      chunk = []
      chunkSizeBytes = 0
    }
    chunk.push(translated)
    chunkSizeBytes += sizeBytes
  }
  await sendChunk(chunk)
  for await (const credentials of snapshot.credentials())
    await sendChunk(credentials.map((credential) => target.translate(credential)))
  await send({ type: 'snapshot-end', revision, checksum })
}
