import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { curlSample } from './curl-sample.ts'
import { operations } from './operations/index.ts'

const argumentsOf = (script: string): string[] =>
  JSON.parse(
    execFileSync(
      'bash',
      ['-c', `curl() { node -p 'JSON.stringify(process.argv.slice(1))' -- "$@"; }\n${script}`],
      {
        env: { ...process.env, GATEHOUSE_TOKEN: 'gt_x', PLAN_ID: 'plan_1' },
      },
    ).toString(),
  )

describe('curlSample', () => {
  it('is what a shell sends, quotes in the body included', () => {
    const operation = operations.find(({ id }) => id === 'updatePlan')!
    const example = { name: "Ada's plan" }
    expect(argumentsOf(curlSample({ ...operation, example }, 'http://x/api/v1'))).toEqual([
      '-X',
      'PATCH',
      'http://x/api/v1/plans/plan_1',
      '-H',
      'Authorization: Bearer gt_x',
      '-H',
      'Content-Type: application/json',
      '-d',
      JSON.stringify(example, null, 2),
    ])
  })

  it('sends no body where there is none', () => {
    const operation = operations.find(({ id }) => id === 'getPlan')!
    expect(argumentsOf(curlSample(operation, 'http://x'))).toEqual([
      'http://x/plans/plan_1',
      '-H',
      'Authorization: Bearer gt_x',
    ])
  })
})
