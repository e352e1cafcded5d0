import { join } from 'node:path'
import { readJson, writeJson } from '#scripts/stack/json-file.ts'

/** What the start shows and the demo's traffic uses. Readable by its owner only: it holds passwords and keys. */
export type DemoFile = {
  signIns: { who: string; email: string; password: string }[]
  /** One call that works when pasted. */
  curl?: string
  /** An entry for each API that an application may call. */
  traffic?: { application: string; apiBaseUrl: string; key: string }[]
}

const pathOf = (dataDir: string): string => join(dataDir, 'demo.json')

export const readDemoFile = (dataDir: string): DemoFile =>
  readJson<DemoFile>(pathOf(dataDir)) ?? { signIns: [] }

export const writeDemoFile = (dataDir: string, file: DemoFile): void => writeJson(pathOf(dataDir), file)
