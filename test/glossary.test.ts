import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Term, terms } from '#glossary'
import { glossaryDocument } from '../tools/write-glossary.ts'

const root = join(import.meta.dirname, '..')
const known = new Set(Object.keys(terms))
const camel = (text: string): string => text.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase())

test('every module is a term of the glossary', () => {
  const modules = readdirSync(join(root, 'src', 'modules'))

  expect(modules.map(camel).filter((name) => !known.has(name))).toEqual([])
})

test('every table is a term of the glossary', () => {
  const sql = readdirSync(join(root, 'src', 'db', 'migrations')).map((file) =>
    readFileSync(join(root, 'src', 'db', 'migrations', file), 'utf8'),
  )
  const tables = sql.flatMap((text) =>
    [...text.matchAll(/^create table (?:if not exists )?(\w+)/gm)].map((match) => match[1] ?? ''),
  )

  expect(tables.length).toBeGreaterThan(15)
  expect(tables.map(camel).filter((name) => !known.has(name))).toEqual([])
})

test('no word that the glossary rules out is used as a name in the code', () => {
  const ruledOut = Object.values<Term>(terms).flatMap(({ not }) => not ?? [])
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.startsWith('glossary'),
  )
  const found = files.flatMap((file) => {
    const text = readFileSync(join(root, 'src', file), 'utf8')
    return ruledOut.filter((word) => new RegExp(`\\b${word}\\b`).test(text)).map((word) => `${file}: ${word}`)
  })

  expect(files.length).toBeGreaterThan(80)
  expect(found).toEqual([])
})

test('the glossary that people read is the one that the code reads', () => {
  expect(readFileSync(join(root, 'docs', 'glossary.md'), 'utf8')).toBe(glossaryDocument())
})
