import { expect, test } from 'vitest'
import { LineIndex } from '#policy/position'
import { childNamed, readXml } from '#policy/xml/index'

const dmn = 'https://www.omg.org/spec/DMN/20230324/MODEL/'

test('every character of an expression knows where it stands in the file', () => {
  const file = `<d:definitions xmlns:d="${dmn}">\n  <d:text>收入 &lt; 标准</d:text>\n</d:definitions>`

  const reading = readXml(file)

  if (!reading.ok) throw new Error(reading.detail)
  const text = childNamed(reading.root, 'text')?.content
  expect(text?.text).toBe('收入 < 标准')
  const lines = new LineIndex(file)
  const places = ['收', '<', '标'].map((word) => lines.position(text?.origin[text.text.indexOf(word)] ?? -1))
  expect(places).toEqual([
    { line: 2, column: 11 },
    { line: 2, column: 14 },
    { line: 2, column: 19 },
  ])
})

test('the prefix of a file does not matter, its namespace does', () => {
  const names = ['http://www.omg.org/spec/DMN/20180521/MODEL/', dmn, 'urn:other'].map((namespace) => {
    const reading = readXml(`<x:definitions xmlns:x="${namespace}"/>`)
    return reading.ok ? reading.root.name : reading.detail
  })

  expect(names.slice(0, 2)).toEqual(['dmn:definitions', 'dmn:definitions'])
  expect(names[2]).not.toBe('dmn:definitions')
})

test('character references and CDATA are read as the text that they stand for, comments as nothing', () => {
  const reading = readXml(`<text xmlns="${dmn}">&#20215;<!-- x --><![CDATA[ < ]]>&#x4EF7;&amp;</text>`)

  expect(reading.ok && reading.root.content.text).toBe('价 < 价&')
})

test('a file that is not well-formed is refused with its place', () => {
  const reading = readXml('<a>\n  <b>\n</a>')

  expect(reading).toEqual({ ok: false, detail: 'closing tag mismatch', offset: 10 })
})
