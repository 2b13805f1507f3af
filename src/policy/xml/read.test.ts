import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineIndex } from '#policy/position'
import { childNamed, childrenNamed, isDmn, readXml } from '#policy/xml/index'

const dmn = 'https://www.omg.org/spec/DMN/20230324/MODEL/'

test('every character of an expression knows where it stands in the file', () => {
  const file = `<d:definitions xmlns:d="${dmn}">\n  <d:text>收入 &lt; 标准</d:text>\n</d:definitions>`

  const reading = readXml(file)

  if (!reading.ok) throw new Error(reading.fault)
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
  const areDmn = ['http://www.omg.org/spec/DMN/20180521/MODEL/', dmn, 'urn:other'].map((namespace) => {
    const reading = readXml(`<x:definitions xmlns:x="${namespace}"/>`)
    return reading.ok && isDmn(reading.root)
  })

  expect(areDmn).toEqual([true, true, false])
})

test('children of another namespace are no children of that name', () => {
  const reading = readXml(`<a xmlns="${dmn}"><b/><x:b xmlns:x="urn:other"/><b xmlns="urn:other"/></a>`)

  expect(reading.ok && childrenNamed(reading.root, 'b')).toHaveLength(1)
})

test('character references and CDATA are read as the text that they stand for, comments as nothing', () => {
  const reading = readXml(
    `<?xml version="1.0"?><text xmlns="${dmn}">&#20215;<!-- x --><![CDATA[ < ]]>&#x4EF7;&amp;</text>`,
  )

  expect(reading.ok && reading.root.content.text).toBe('价 < 价&')
})

test('the end of a line is one character, and an offset counts both of a file that has two', () => {
  const reading = readXml('<a>1\r\n2</a>')

  expect(reading.ok && reading.root.content).toEqual({ text: '1\n2', origin: [3, 5, 6, 7] })
})

test('attributes may stand in either quotes and over several lines', () => {
  const reading = readXml(
    `<a b='1 &lt; "2"'\n  c = "x\ny" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>`,
  )

  expect(reading.ok && Object.fromEntries(reading.root.attributes)).toEqual({
    b: '1 < "2"',
    c: 'x y',
    'xsi:nil': 'true',
  })
})

test.each([
  ['', 'root-missing', 0],
  ['<a>\n  <b>\n</a>', 'tag-mismatch', 10],
  ['<a><b/>', 'tag-unclosed', 0],
  ['<a', 'tag-unclosed', 0],
  ['<a></a', 'tag-malformed', 3],
  ['< a/>', 'tag-malformed', 0],
  ['<a b=1/>', 'attribute-malformed', 2],
  ['<a b="1" b="2"/>', 'attribute-twice', 8],
  ['<a/><b/>', 'text-outside-root', 4],
  ['<a/> x', 'text-outside-root', 5],
  ['<x:a/>', 'prefix-unknown', 0],
  ['<a>&nbsp;</a>', 'entity-unknown', 3],
  ['<a>&#0;</a>', 'entity-unknown', 3],
  ['<a><!-- </a>', 'section-unclosed', 3],
  ['<a>\0</a>', 'character-forbidden', 3],
])('%j is refused with its place', (file, fault, offset) => {
  expect(readXml(file)).toMatchObject({ ok: false, fault, offset })
})

test('a document type is refused, so that no entity can grow without end', () => {
  const bomb = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]><a>&y;</a>'

  expect(readXml(bomb)).toMatchObject({ ok: false, fault: 'doctype-refused', offset: 0 })
})

test('elements may stand 200 deep and no deeper, whatever the file holds after them', () => {
  expect(readXml('<a>'.repeat(200) + '</a>'.repeat(200)).ok).toBe(true)
  expect(readXml('<a>'.repeat(1_000_000))).toMatchObject({ ok: false, fault: 'nested-too-deep', offset: 600 })
})

test('a file of more than twenty million characters is refused unread', () => {
  expect(readXml(`<a>${' '.repeat(20_000_000)}</a>`)).toMatchObject({ ok: false, fault: 'file-too-large' })
})

test.each([
  '<a ',
  '<a b="',
  '<a b="1"',
  '<!--',
  '<![CDATA[',
  '&',
  '&#',
  '<a><b/>',
  '<a xmlns:b="c"/>',
  '</a>',
  ' ',
  '<',
])('half a million of %j are refused and break nothing', (piece) => {
  expect(readXml(piece.repeat(500_000)).ok).toBe(false)
})

const pieces = fc.constantFrom(
  ...'<a <b:c > /> </a> </ < &amp; &#x41; & ; = <!-- --> <![CDATA[ ]]> <?p ?> <!DOCTYPE " text \ud83d 🐎'.split(' '),
  ' x="1"',
  " y='&lt;'",
  ' xmlns:b="u"',
  '\r\n',
)

test('any row of pieces of XML is read or refused with a place in the file', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 25 }), (row) => {
      const file = row.join('')

      const reading = readXml(file)

      if (reading.ok) return
      expect(reading.offset).toBeGreaterThanOrEqual(0)
      expect(reading.offset).toBeLessThanOrEqual(file.length)
    }),
    { seed: 19, numRuns: 3_000 },
  )
})

test('any characters at all are read or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (file) => {
      expect(typeof readXml(file).ok).toBe('boolean')
    }),
    { seed: 20, numRuns: 500 },
  )
})
