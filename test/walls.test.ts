import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkCharacter } from '#kernel/resident-id'

const root = join(import.meta.dirname, '..')
const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
const place = mkdtempSync(join(tmpdir(), 'walls-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[]
  readonly number_of_files: number
}

function lint(folder: string): Report {
  const done = spawnSync(process.execPath, [oxlint, '--format=json', 'src'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  const report: Report = JSON.parse(done.stdout)
  return report
}

// The fixtures are linted under the names and with the configuration that the real tree has.
cpSync(join(root, 'test', 'fixtures', 'walls', 'src'), join(place, 'src'), { recursive: true })
cpSync(join(root, '.oxlintrc.json'), join(place, '.oxlintrc.json'))
cpSync(join(root, 'tools'), join(place, 'tools'), { recursive: true })
symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
const first17 = '11010119600101001'
writeFileSync(
  join(place, 'src', 'modules', 'other', 'names-a-person.ts'),
  `export const id = '${first17}${checkCharacter(first17)}'\n`,
)
const broken = lint(place)

const expected: Readonly<Record<string, string>> = {
  'kernel/reads-a-file.ts': 'no-restricted-imports',
  'kernel/knows-facts.ts': 'no-restricted-imports',
  'kernel/reads-the-clock.ts': 'no-restricted-globals',
  'kernel/throws-dice.ts': 'no-restricted-properties',
  'policy/knows-the-store.ts': 'no-restricted-imports',
  'policy/knows-a-module.ts': 'no-restricted-imports',
  'policy/knows-the-facts.ts': 'no-restricted-imports',
  'policy/knows-a-library.ts': 'no-restricted-imports',
  'facts/knows-policy.ts': 'no-restricted-imports',
  'modules/registry/contract.ts': 'no-restricted-imports',
  'modules/other/routes.ts': 'no-restricted-imports',
  'modules/other/reaches-inside.ts': 'no-restricted-imports',
  'modules/other/cycle-a.ts': 'no-cycle',
  'modules/other/cycle-b.ts': 'no-cycle',
  'sweep/writes-back.ts': 'no-restricted-imports',
  'db/knows-a-module.ts': 'no-restricted-imports',
  'web/knows-the-server.ts': 'no-restricted-imports',
  'web/knows-a-module.ts': 'no-restricted-imports',
  'modules/other/says-chinese.ts': 'chinese-lives-in-messages',
  'modules/other/names-a-person.ts': 'no-real-resident-id',
  'modules/other/swallows.ts': 'no-empty',
  'modules/other/any-value.ts': 'no-explicit-any',
  'modules/other/asserts.ts': 'no-non-null-assertion',
}

test.each(Object.entries(expected))('the wall bites: %s breaks %s', (file, rule) => {
  const rules = broken.diagnostics
    .filter(({ filename }) => filename.replaceAll('\\', '/') === `src/${file}`)
    .map(({ code }) => code)

  expect(rules.some((code) => code.includes(rule))).toBe(true)
})

test('every fixture breaks a wall that is named here', () => {
  const files = readdirSync(join(place, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )

  expect(files.map((file) => file.replaceAll('\\', '/')).sort()).toEqual(Object.keys(expected).sort())
})

test('the real tree is seen and breaks none', () => {
  const real = lint(root)

  expect(real.number_of_files).toBeGreaterThan(80)
  expect(real.diagnostics).toEqual([])
})
