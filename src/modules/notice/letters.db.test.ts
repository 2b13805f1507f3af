import { afterAll, beforeAll, expect, test } from 'vitest'
import { letterKinds } from '#contracts/notice'
import { type TestStore, testStore } from '#db/testing'
import { day } from '#kernel/day'
import { readArchive, writeArchive } from './archive.ts'
import { listLetters } from './queries.ts'
import { issueLetters, type NewLetter } from './store.ts'
import { aCase, aLetter, type KnownCase, letterOfKind } from './testing.ts'

let store: TestStore
let known: KnownCase

beforeAll(async () => {
  store = await testStore()
  known = await aCase(store)
})

afterAll(() => store.close())

const issue = (letters: readonly NewLetter[], place = '360735') =>
  store.within(place, (tx) => issueLetters(tx, store.keys, known.officerId, letters))

async function serials(kind: string): Promise<number[]> {
  const { rows } = await store.owner.query<{ serial: number }>(
    'select serial from letter where kind = $1 order by serial',
    [kind],
  )
  return rows.map((row) => row.serial)
}

test('a letter is numbered by the office that signs it, its kind and its year', async () => {
  const [accepted] = await issue([aLetter(known, letterOfKind.acceptance)])
  const [refused] = await issue([aLetter(known, letterOfKind.refusal)])
  const [handedDown] = await issue([{ ...aLetter(known, letterOfKind.refusal), issuer: 'township' }])
  const [nextYear] = await issue([{ ...aLetter(known, letterOfKind.acceptance), issuedOn: day('2027-01-04') }])

  expect([accepted, refused, handedDown, nextYear].map((letter) => letter?.number)).toEqual([
    '琴江民受〔2026〕1号',
    '石城民驳〔2026〕1号',
    '琴江民驳〔2026〕1号',
    '琴江民受〔2027〕1号',
  ])
})

test('numbers have no gap and no double when twenty officers issue at once and some of them fail', async () => {
  const fails = new Error('the deed was refused')
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, at) =>
      store.within(at % 2 === 0 ? '360735' : '360735100', async (tx) => {
        await issueLetters(tx, store.keys, known.officerId, [
          aLetter(known, letterOfKind.opinion),
          aLetter(known, letterOfKind.opinion),
        ])
        if (at % 5 === 0) throw fails
      }),
    ),
  )

  expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(4)
  expect(await serials('opinion')).toEqual(Array.from({ length: 32 }, (_, at) => at + 1))
})

test('two runs that issue the same kinds in another order do not block each other for good', async () => {
  const kinds = ['acceptance', 'missing-papers', 'check-result'] as const
  const letters = kinds.map((kind) => aLetter(known, letterOfKind[kind]))

  const runs = await Promise.all(
    Array.from({ length: 12 }, (_, at) => issue(at % 2 === 0 ? letters : letters.toReversed())),
  )

  expect(runs.flat()).toHaveLength(36)
})

test('letters go along with a household that moves', async () => {
  const moving = await aCase(store, { division: '360735100004' })
  const [letter] = await issue([aLetter(moving)])

  await store.owner.query(`update household set division = '360735101001' where id = $1`, [moving.householdId])

  const seenFrom = async (place: string): Promise<string[]> => {
    const found = await store.within(place, (tx) => listLetters(tx, store.keys, { caseId: moving.caseId }))
    return found.map(({ id }) => id)
  }
  expect([await seenFrom('360735100'), await seenFrom('360735101')]).toEqual([[], [letter?.id]])
})

test('five hundred letters of mixed kinds are answered in the order in which they were given', async () => {
  const kinds = ['stop', 'grace', 'change'] as const
  const letters = Array.from({ length: 500 }, (_, at) => aLetter(known, letterOfKind[kinds[at % 3] ?? 'stop']))

  const issued = await issue(letters)

  expect(issued[0]?.number).toBe('石城民止〔2026〕1号')
  expect(issued[499]?.number).toBe('石城民渐〔2026〕167号')
  expect(new Set(issued.map((letter) => letter.id)).size).toBe(500)
})

test('a village worker has the letter numbered by the township, and no office elsewhere', async () => {
  const elsewhere = await aCase(store, { division: '360735101001' })

  const [own] = await issue([aLetter(known, letterOfKind.promise)], '360735100001')
  const foreign = issue([aLetter(elsewhere, letterOfKind.promise)], '360735100001')

  expect(own?.number).toBe('琴江民诺〔2026〕1号')
  await expect(foreign).rejects.toThrow('are not numbered from here')
})

test('what is archived is read back as the very bytes that were written, of every kind', async () => {
  const issued = await issue(letterKinds.map((kind) => aLetter(known, letterOfKind[kind])))

  const { rows } = await store.owner.query<{ id: string; content_cipher: Buffer }>(
    'select id::text, content_cipher from letter where id = any($1)',
    [issued.map((letter) => letter.id)],
  )
  for (const [at, kind] of letterKinds.entries()) {
    const row = rows.find((found) => found.id === issued[at]?.id)
    const text = store.keys.decrypt('letter.content', row?.content_cipher ?? Buffer.alloc(0))
    const letter = readArchive(text)
    expect(letter.content).toEqual(letterOfKind[kind])
    expect(writeArchive(letter)).toBe(text)
    expect(row?.content_cipher.includes(Buffer.from('reasons'))).toBe(false)
  }
})

test('a letter is archived alike, in whatever order it was put together', () => {
  const { kind, programme, reasons, remedies } = letterOfKind.refusal
  const frame = { office: '石城县民政局', place: '石城县' }

  const text = writeArchive({ frame, content: { kind, programme, reasons, remedies } })
  const reversed = writeArchive({ content: { remedies, reasons, programme, kind }, frame })

  expect(reversed).toBe(text)
})

test('a letter is never changed and never taken away', async () => {
  const [letter] = await issue([aLetter(known)])
  const attempt = (work: () => Promise<unknown>): Promise<string> =>
    work().then(
      () => 'done',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    )

  const id = letter?.id ?? ''
  const changed = await attempt(() =>
    store.within('360735', (tx) => tx.updateTable('letter').set({ number: 'x' }).where('id', '=', id).execute()),
  )
  const gone = await attempt(() =>
    store.within('360735', (tx) => tx.deleteFrom('letter').where('id', '=', id).execute()),
  )

  expect([changed, gone]).toEqual([
    expect.stringContaining('permission denied'),
    expect.stringContaining('permission denied'),
  ])
})

test('a content that its contract does not know is not written', async () => {
  const wrong = issue([aLetter(known, { ...letterOfKind.refusal, reasons: [] })])

  await expect(wrong).rejects.toThrow('not as its contract says')
})
