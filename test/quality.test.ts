import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Runs one of the checks of `npm run check` and gives what it has to say when it fails. */
function complaints(file: string, ...args: string[]): string {
  const done = spawnSync(process.execPath, [join(root, 'node_modules', file), ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  return done.status === 0 ? '' : `${done.stdout}${done.stderr}`.slice(0, 4000)
}

test('the four TypeScript projects hold', () => {
  expect(complaints('typescript/bin/tsc', '-b')).toBe('')
}, 240_000)

test('lint finds nothing, types included', () => {
  expect(complaints('oxlint/bin/oxlint', '--type-aware')).toBe('')
}, 120_000)

test('every file is formatted', () => {
  expect(complaints('@biomejs/biome/bin/biome', 'format', '.')).toBe('')
})

test('nothing is exported, declared or depended on that nobody uses', () => {
  expect(complaints('knip/bin/knip.js', '--no-progress')).toBe('')
}, 120_000)

test('no source file has more than 400 lines', () => {
  const files = ['src', 'test', 'e2e', 'tools']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.(ts|tsx|mjs|css|sql)$/.test(file) && !file.includes('.generated.'))
  const long = files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 401)

  expect(files.length).toBeGreaterThan(150)
  expect(long).toEqual([])
})

test('every folder of src that is reached by its index opens with a paragraph that says what it is for', () => {
  const indexes = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|\/)index\.ts$/.test(file),
  )
  const silent = indexes.filter((file) => !readFileSync(join(root, 'src', file), 'utf8').startsWith('/**'))

  expect(indexes.length).toBeGreaterThan(10)
  expect(silent).toEqual([])
})
