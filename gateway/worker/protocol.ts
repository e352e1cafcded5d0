import type { Environment } from '../environment.ts'
import type { Spent } from '../journal/spending-ledger.ts'
import type { CredentialGrowth, CredentialMemory } from '../memory/credential-layout.ts'
import type { ConfigurationChange } from './configuration.ts'

/** What a worker thread is started with. */
export interface WorkerStart {
  index: number
  boot: string
  environment: Environment
  /** The port to listen on: the environment's, or the one that the first worker was given. */
  port: number
  isPortShared: boolean
  journalDirectory: string
  control: SharedArrayBuffer
  counters: SharedArrayBuffer
  slots: SharedArrayBuffer[]
  credentials: CredentialMemory
  configuration: ConfigurationChange
}

/** One thing a worker tries on itself after a change. */
export type ProofQuestion =
  | { kind: 'credential'; id: string; digest: string }
  | { kind: 'subscription'; id: string }
  | { kind: 'route'; id: string; slug: string }
  | { kind: 'plan'; id: string; slots: number[] }

export type ToWorker =
  /** Memory that was added; must be known before what lies in it is used. */
  | { type: 'grow'; credentials: CredentialGrowth | null; slots: SharedArrayBuffer[] }
  | {
      type: 'apply'
      sequence: number
      change: ConfigurationChange | null
      credentials: CredentialMemory | null
    }
  | { type: 'prove'; sequence: number; questions: ProofQuestion[] }
  | { type: 'quota'; slot: number; isAvailable: boolean }
  | { type: 'checkpoint'; sequence: number }
  | { type: 'drain' }

export type FromWorker =
  | { type: 'listening'; port: number; isShared: boolean }
  | { type: 'done'; sequence: number }
  | { type: 'proved'; sequence: number; observed: string[] }
  | { type: 'quota-ask'; slot: number }
  | { type: 'checkpointed'; sequence: number; segment: number; size: number; spent: Spent[] }
  | { type: 'journal-failed'; message: string }
  | { type: 'fault'; message: string }
  | { type: 'drained' }
