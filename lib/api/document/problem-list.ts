import type { DocumentProblem } from '../schema.ts'
import { LIMITS } from './limits.ts'

/** Collects what is wrong with a document; keeps the first ones and counts the rest. */
export class ProblemList {
  #kept: DocumentProblem[] = []
  #leftOut = { error: 0, warning: 0 }

  error(pointer: string, message: string): void {
    this.#add({ severity: 'error', message, pointer })
  }

  warning(pointer: string, message: string): void {
    this.#add({ severity: 'warning', message, pointer })
  }

  /** For texts that could not be read at all: the place is known, a pointer is not. */
  errorAt(line: number, column: number, message: string): void {
    this.#add({ severity: 'error', message, pointer: '', line, column })
  }

  get hasErrors(): boolean {
    return this.#kept.some((problem) => problem.severity === 'error')
  }

  /** Errors first; a last entry says how many more there were. */
  list(): DocumentProblem[] {
    const sorted = this.#kept.toSorted(
      (a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'),
    )
    const { error, warning } = this.#leftOut
    if (error + warning === 0) return sorted
    const message = `${error} more errors and ${warning} more warnings are not listed.`
    return [...sorted, { severity: error > 0 ? 'error' : 'warning', message, pointer: '' }]
  }

  #add(problem: DocumentProblem): void {
    const count = this.#kept.filter((kept) => kept.severity === problem.severity).length
    if (count < LIMITS.problemsMax) this.#kept.push(problem)
    else this.#leftOut[problem.severity]++
  }
}
