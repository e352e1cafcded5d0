import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#scripts/stack/paths.ts'
import { type Row, toMarkdown } from '../result.ts'
import type { Machine } from './machine.ts'
import { suites } from './suites.ts'

export type Results = { startedAt: string; machine: Machine; rows: Row[] }

const FOLDER = join(root, 'bench/results')

/** Every run that was kept, the oldest first. */
function readKept(): Results[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Results)
}

function section(name: string, kept: Results[]): string[] {
  const run = kept.findLast(({ rows }) => rows.some(({ suite }) => suite === name))
  if (!run) return []
  const { machine, startedAt, rows } = run
  const where =
    `${startedAt.slice(0, 16).replace('T', ' ')} UTC · ${machine.processor}, ${machine.cores} cores, ` +
    `${machine.memoryGb} GB, ${machine.system}, load ${machine.loadBefore} before · Node ${machine.node} · commit ${machine.commit} · \`${machine.command}\``
  return [`## ${name}`, where, toMarkdown(rows.filter(({ suite }) => suite === name))]
}

/** Keeps a run as `bench/results/<date>.json` and writes `latest.md` anew: each suite by the newest run that has it. */
export function keepResults(results: Results): string {
  mkdirSync(FOLDER, { recursive: true })
  const path = join(FOLDER, `${results.startedAt.slice(0, 19).replaceAll(':', '').replace('T', '-')}.json`)
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`)
  const kept = readKept()
  const head = ['# Numbers', 'Each suite by its newest run; `npm run bench -- <suite>` repeats one.']
  const sections = Object.keys(suites).flatMap((name) => section(name, kept))
  writeFileSync(join(FOLDER, 'latest.md'), `${[...head, ...sections].join('\n\n')}\n`)
  return path.slice(root.length + 1)
}
