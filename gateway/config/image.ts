import { closeSync, fsyncSync, openSync, readSync, renameSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { Resource, StateChecksum, Version } from '#gateway-sync/contract/index.ts'
import {
  ARENA_CHUNK_BYTES,
  CHUNK_BYTES,
  type CredentialMemory,
  RECORD_BYTES,
} from '../memory/credential-layout.ts'
import { CredentialTable } from '../memory/credential-table.ts'
import { ConfigurationState } from './state.ts'

/** Raised with every change of the layout in memory: an older image is not read but asked for anew. */
const FORMAT = 1
const HEADER_BYTES = 1024
const whole = z.int().min(0)

const Header = z.strictObject({
  format: z.literal(FORMAT),
  recordBytes: z.literal(RECORD_BYTES),
  generation: whole,
  revision: whole,
  checksum: Version,
  table: z.strictObject({ records: whole, size: whole, arenaUsed: whole }),
  resourcesBytes: whole,
  indexBytes: whole,
  recordChunks: whole,
  arenaChunks: whole,
  crc: whole,
})
type Header = z.infer<typeof Header>

/** A copy of a state, ready to be written while the state goes on changing. */
export interface Image {
  header: Header
  parts: Buffer[]
}

const copyOf = (memory: SharedArrayBuffer): Buffer => Buffer.from(new Uint8Array(memory))

/** Copies a state: the shared memory as it is, so that reading it back is a read and no rebuilding. */
export function imageOf(state: ConfigurationState, generation: number): Image {
  const { memory, state: table } = state.credentials
  const resources = Buffer.from(JSON.stringify([...state.others()]))
  const parts = [resources, copyOf(memory.index), ...memory.records.map(copyOf), ...memory.arena.map(copyOf)]
  const header = {
    format: FORMAT as typeof FORMAT,
    recordBytes: RECORD_BYTES as typeof RECORD_BYTES,
    generation,
    revision: state.revision,
    checksum: state.checksum.value,
    table,
    resourcesBytes: resources.length,
    indexBytes: memory.index.byteLength,
    recordChunks: memory.records.length,
    arenaChunks: memory.arena.length,
    crc: 0,
  }
  return { header, parts }
}

/** Writes an image whole or not at all: beside the old one, synced, then renamed. Returns its size in bytes. */
export async function writeImage(path: string, image: Image): Promise<number> {
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    let crc = 0
    let size = HEADER_BYTES
    for (const part of image.parts) {
      // A pause between parts: copying a large state to disk must not hold a revocation up.
      await file.write(part, 0, part.length, size)
      crc = crc32(part, crc)
      size += part.length
    }
    const header = Buffer.alloc(HEADER_BYTES, ' ')
    header.write(JSON.stringify({ ...image.header, crc }))
    await file.write(header, 0, HEADER_BYTES, 0)
    await file.sync()
    renameSync(`${path}.new`, path)
    syncDirectory(dirname(path))
    return size
  } finally {
    await file.close()
  }
}

/** Reads an image back. Throws when it is torn, corrupt, or of another format. */
export function readImage(path: string): { state: ConfigurationState; generation: number; bytes: number } {
  const descriptor = openSync(path, 'r')
  try {
    let position = 0
    let crc = 0
    const fill = (target: Uint8Array): void => {
      for (let at = 0; at < target.length; ) {
        const read = readSync(descriptor, target, at, target.length - at, position)
        if (read === 0) throw new Error('the image ends too early')
        at += read
        position += read
      }
    }
    const take = (bytes: number): SharedArrayBuffer => {
      const memory = new SharedArrayBuffer(bytes)
      const view = new Uint8Array(memory)
      fill(view)
      crc = crc32(Buffer.from(memory), crc)
      return memory
    }
    const head = Buffer.alloc(HEADER_BYTES)
    fill(head)
    const header = Header.parse(JSON.parse(head.toString().trimEnd()))
    const resources = Buffer.from(take(header.resourcesBytes)).toString()
    const memory: CredentialMemory = {
      index: take(header.indexBytes),
      records: Array.from({ length: header.recordChunks }, () => take(CHUNK_BYTES)),
      arena: Array.from({ length: header.arenaChunks }, () => take(ARENA_CHUNK_BYTES)),
    }
    if (crc !== header.crc) throw new Error('the image is corrupt')
    return { state: restore(header, resources, memory), generation: header.generation, bytes: position }
  } finally {
    closeSync(descriptor)
  }
}

function restore(header: Header, resources: string, memory: CredentialMemory): ConfigurationState {
  const state = new ConfigurationState(new CredentialTable(memory, header.table))
  for (const resource of z.array(Resource).parse(JSON.parse(resources))) state.put(resource)
  state.revision = header.revision
  state.checksum = new StateChecksum()
  state.checksum.toggle(header.checksum)
  return state
}

/** Makes a rename in this directory last. */
export function syncDirectory(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
