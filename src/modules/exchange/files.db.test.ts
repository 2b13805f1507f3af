import { closeSync, ftruncateSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomFillSync } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import { WorkbookWriter } from '@cj-tech-master/excelts'
import { utils, write as writeWorkbook } from '@e965/xlsx'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testStore, type TestStore } from '#db/testing'
import { listBatches } from '#modules/exchange'
import { aDesk, county, factsInForce, fakeResidentId, hand, takenIn, type Desk } from './testing.ts'

const father = fakeResidentId('1970-03-05', 11)
const header = ['身份证号', '姓名', '单位编号', '单位名称', '月缴费工资', '参保起始年月', '参保终止年月']
const aRow = [father, '陈大山', 'D1', '某单位', '3200.5', '202601', '']
const csv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(',')).join('\r\n')
let store: TestStore
let desk: Desk

beforeAll(async () => {
  store = await testStore()
  desk = aDesk()
  await takenIn(
    store,
    desk.file('residents', [
      {
        householdNumber: 'H1',
        division: '360735100001',
        name: '陈大山',
        residentId: father,
        relation: '户主',
        since: '2024-01-01',
      },
    ]),
  )
})
afterAll(async () => {
  desk.remove()
  await store.close()
})

interface Entry {
  readonly name: string
  readonly data: Buffer
  /** What the directory says of its size, when that is not the truth. */
  readonly claimed?: number
  /** True for an entry that lies in the file and is not in the directory. */
  readonly hidden?: true
}

/** A minimal archive, so that its directory can be made to lie. */
function anArchive(entries: readonly Entry[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, data, claimed, hidden } of entries) {
    const packed = deflateRawSync(data)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(data), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claimed ?? data.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const head = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, Buffer.from(name)])
    const place = Buffer.alloc(16)
    place.writeUInt32LE(offset, 12)
    const start = Buffer.from([0x50, 0x4b, 1, 2, 20, 0])
    if (hidden !== true) central.push(Buffer.concat([start, fields.subarray(0, 24), place, Buffer.from(name)]))
    local.push(head, packed)
    offset += head.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(central.length, 4)
  end.writeUInt16LE(central.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, directory, Buffer.from([0x50, 0x4b, 5, 6]), end])
}

async function refusalOf(path: string): Promise<unknown> {
  const delivery = await hand(store, path)
  return delivery.kind === 'refused' ? delivery.refusal : delivery
}

test.each([
  ['in UTF-8', Buffer.from(csv([header, aRow]))],
  ['in UTF-8 with its mark', Buffer.from(`\ufeff${csv([header, aRow])}`)],
  ['in GB18030', iconv.encode(csv([header, aRow]), 'gb18030')],
  ['with tabs', Buffer.from([header, aRow].map((row) => row.join('\t')).join('\n'))],
  ['below a title and a blank line', Buffer.from(`2026年10月参保明细表,,,\r\n,,,\r\n${csv([header, aRow])}`)],
  [
    'with columns in another order and one more',
    Buffer.from(csv([[...header].reverse().concat('备注'), [...aRow].reverse().concat('x')])),
  ],
  ['with a name that has a quotation mark in it', Buffer.from(csv([header, aRow.with(3, '某"单位"')]))],
])('a csv %s is read for what it says', async (name, content) => {
  await takenIn(store, desk.write(`${name}.csv`, content))

  expect(await factsInForce(store)).toMatchObject([{ fact: 'wage', number_value: '3200.50', valid_from: '2026-01-01' }])
})

test('an xlsx is told by its content, its numbers and days read as they stand', async () => {
  const path = join(desk.folder, 'wages.dat')
  const book = new WorkbookWriter({ filename: path })
  book.addWorksheet('说明').addRow(['本表由人社局提供']).commit()
  const sheet = book.addWorksheet('数据')
  sheet.addRow(header).commit()
  sheet.addRow([father, '陈大山', 'X1', '', 0.1 + 0.2, 202602, new Date(Date.UTC(2026, 7, 31))]).commit()
  await book.commit()

  await takenIn(store, path)

  expect(await factsInForce(store)).toContainEqual(
    expect.objectContaining({
      instance: 'X1',
      number_value: '0.30',
      valid_from: '2026-02-01',
      valid_until: '2026-09-01',
    }),
  )
})

test('a large xlsx is read to its end while it streams', async () => {
  const path = join(desk.folder, 'many.xlsx')
  const book = new WorkbookWriter({ filename: path })
  const sheet = book.addWorksheet('数据')
  sheet.addRow(header).commit()
  for (let i = 0; i < 6000; i++) sheet.addRow(aRow.with(2, `M${i}`)).commit()
  await book.commit()

  const { counts } = await takenIn(store, path)

  expect(counts).toMatchObject({ rows: 6000, accepted: 6000, facts: 6000 })
})

test('an old xls is read in a thread of its own', async () => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([header, aRow.with(2, 'O1')]), '数据')
  // The library gives a buffer for this type.
  const path = desk.write('old.et', writeWorkbook(book, { type: 'buffer', bookType: 'biff8' }) as Buffer)

  await takenIn(store, path)

  expect(await factsInForce(store)).toContainEqual(expect.objectContaining({ instance: 'O1', number_value: '3200.50' }))
})

test('a file without a required column is refused, with the nearest column that it has', async () => {
  const wrong = header.with(4, '月缴费工资额').with(2, '单位')

  expect(await refusalOf(desk.write('missing.csv', csv([wrong, aRow])))).toEqual({
    code: 'columns-missing',
    feedTitle: '人社工资参保',
    missing: [
      { header: '单位编号', nearest: '单位' },
      { header: '月缴费工资', nearest: '月缴费工资额' },
    ],
  })
})

test.each([
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'type-not-supported'],
  ['a web page that calls itself xls', Buffer.from('<html><table></table></html>'), 'type-not-supported'],
  ['text in UTF-16', iconv.encode(csv([header, aRow]), 'utf-16le', { addBOM: true }), 'encoding-utf-16'],
  ['text in no known encoding', Buffer.from([0xd6, 0xd0, 0xff, 0xff, 0x31]), 'encoding-unknown'],
  ['nothing', Buffer.alloc(0), 'file-empty'],
  ['nonsense', Buffer.from('a,b,c\n1,2,3\n'), 'header-not-known'],
  ['a header alone', Buffer.from(csv([header])), 'no-rows'],
  [
    'an archive of something else',
    anArchive([{ name: 'letter.txt', data: Buffer.from('x') }]),
    'archive-not-a-workbook',
  ],
  ['a broken archive', Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(500, 7)]), 'archive-damaged'],
  ['a broken xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000, 7)]), 'workbook-damaged'],
])('%s is refused and leaves no fact', async (name, content, code) => {
  const before = await factsInForce(store)

  expect(await refusalOf(desk.write(`${name}.csv`, content))).toMatchObject({ code })
  expect(await factsInForce(store)).toEqual(before)
})

test('a bomb is refused before it is unpacked, whether its directory says what it is, lies or hides it', async () => {
  const workbook = { name: 'xl/workbook.xml', data: Buffer.from('<workbook/>') }
  const zeros = { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(80 * 1024 * 1024) }
  const noise = { name: 'xl/worksheets/sheet2.xml', data: randomFillSync(Buffer.alloc(300_000)) }
  const told = await refusalOf(desk.write('told.xlsx', anArchive([workbook, zeros])))
  const lying = await refusalOf(desk.write('lying.xlsx', anArchive([workbook, { ...zeros, claimed: 1000 }])))
  const hidden = await refusalOf(desk.write('hidden.xlsx', anArchive([workbook, { ...noise, hidden: true }])))

  expect(told).toMatchObject({ code: 'archive-unpacks-too-large' })
  expect(lying).toMatchObject({ code: 'archive-damaged' })
  expect(hidden).toMatchObject({ code: 'archive-damaged' })
})

test('a file of 3 GB is refused for its size, before anything in it is looked at', async () => {
  const path = join(desk.folder, 'huge.csv')
  writeFileSync(path, '')
  const file = openSync(path, 'r+')
  ftruncateSync(file, 3 * 1024 ** 3)
  closeSync(file)

  expect(await refusalOf(path)).toEqual({ code: 'file-too-large', megabytes: 3072, limit: 2048 })
})

test('a file whose encoding breaks halfway is refused as a whole, with the place', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => aRow.with(2, `B${i}`))
  const broken = Buffer.concat([Buffer.from(csv([header, ...rows])), Buffer.from([0x0a, 0xd6, 0xd0, 0xff])])

  const refusal = await refusalOf(desk.write('broken.csv', broken))

  expect(refusal).toMatchObject({ code: 'encoding-breaks' })
  expect((await factsInForce(store)).filter((fact) => JSON.stringify(fact).includes('"B1"'))).toEqual([])
})

test('a refused file stays in the list of deliveries, with its reason in words', async () => {
  await hand(store, desk.write('reason.csv', 'a,b\n1,2\n'))

  const { items } = await store.within(county, (tx) => listBatches(tx, { limit: 1 }))

  expect(items).toMatchObject([{ status: 'refused', fileName: 'reason.csv', refusal: expect.stringContaining('表头') }])
})
