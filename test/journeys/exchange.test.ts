import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { county } from '../county.ts'
import { csv, deliveringOffice, type DeliveringOffice, otherCounty } from './delivering-office.ts'

type Officer = Awaited<ReturnType<DeliveringOffice['desk']['as']>>

let office: DeliveringOffice
let officer: Officer
beforeAll(async () => {
  office = await deliveringOffice({ people: 1500, seed: 21 })
  officer = await office.desk.as('county')
}, 180_000)
afterAll(() => office.close())
beforeEach(() => {
  office.changed.length = 0
})

test('a file is uploaded, its faults are counted, and a quarantined row is corrected and then believed', async () => {
  const fileName = '人社工资参保-更正_20261031.csv'
  const sent = await office.upload(
    'county',
    fileName,
    csv([
      { of: office.resident(0), employer: 'J1', wage: '3200' },
      { of: office.resident(1), employer: 'J1', wage: '三千' },
      { of: office.resident(2), employer: 'J1', wage: '2800.50' },
    ]),
  )

  expect(sent).toMatchObject({ status: 200, body: { kind: 'loaded', text: null } })
  expect(office.changed).toEqual([county])
  const { batchId } = sent.body
  const report = await officer.get(`/api/batches/${batchId}`)
  expect(report.body).toMatchObject({
    batch: {
      fileName,
      county,
      feed: 'wages',
      status: 'loaded',
      dataThrough: '2026-10-31',
      rows: 3,
      accepted: 2,
      quarantined: 1,
      review: 0,
      facts: 2,
      officerName: '陈思远',
    },
    columns: [{ header: '月缴费工资', rejected: 1, codes: [{ code: 'not-a-yuan-amount', rows: 1 }] }],
  })
  expect((await officer.get('/api/batches?limit=1')).body.items).toMatchObject([{ id: batchId }])

  const held = await officer.get(`/api/held-rows?batchId=${batchId}&status=open`)
  expect(held.body.items).toMatchObject([
    { batchId, kind: 'quarantine', line: 3, columnHeader: '月缴费工资', code: 'not-a-yuan-amount', status: 'open' },
  ])
  const [row] = held.body.items
  expect(row.text).toContain('不是有效金额')
  expect(row.cells).toContainEqual({ column: 'wage', header: '月缴费工资', text: '三千' })

  const again = await officer.post(`/api/held-rows/${row.id}/correct`, { cells: { wage: '三万' } })
  expect([again.status, again.body.code]).toEqual([409, 'row-still-held'])
  expect(again.body.title).toContain('月缴费工资')
  office.changed.length = 0
  expect((await officer.post(`/api/held-rows/${row.id}/correct`, { cells: { wage: '3000' } })).status).toBe(200)

  expect(office.changed).toEqual([county])
  expect((await officer.get(`/api/held-rows?batchId=${batchId}&status=open`)).body.items).toEqual([])
  expect((await officer.get(`/api/batches/${batchId}`)).body.batch).toMatchObject({ accepted: 3, quarantined: 0 })
  expect(await office.wagesOf('J1')).toEqual([
    { person_id: office.resident(0).id, value: '3200.00', batch_id: batchId },
    { person_id: office.resident(1).id, value: '3000.00', batch_id: batchId },
    { person_id: office.resident(2).id, value: '2800.50', batch_id: batchId },
  ])
  const twice = await officer.post(`/api/held-rows/${row.id}/correct`, { cells: { wage: '3000' } })
  expect([twice.status, twice.body.code]).toEqual([409, 'held-row-already-settled'])
})

test('who delivered, read and corrected is in the audit log, and nothing in it names a person', async () => {
  const { body } = await office.upload(
    'county',
    `工资 ${office.resident(3).name}_20261031.csv`,
    csv([{ of: office.resident(3), employer: 'J2', wage: '无' }]),
  )
  const held = await officer.get(`/api/held-rows?batchId=${body.batchId}`)
  const [row] = held.body.items
  await officer.post(`/api/held-rows/${row.id}/correct`, { cells: { wage: '100', name: office.resident(3).name } })
  // Who may read the list but not settle a row is shown no cells, which leaves no trace.
  const leader = await (await office.desk.as('leader')).get(`/api/held-rows?batchId=${body.batchId}`)
  await officer.post(`/api/batches/${body.batchId}/withdraw`)

  expect(leader.body.items).toMatchObject([{ id: row.id, cells: null }])
  const ofBatch = await office.auditOf(`batch:${body.batchId}`)
  const ofRow = await office.auditOf(`held-row:${row.id}`)
  const by = { login: 'county', division: county }
  expect(ofBatch).toEqual([
    {
      ...by,
      action: 'batch-loaded',
      detail: { feed: 'wages', rows: 1, accepted: 0, unchanged: 0, quarantined: 1, review: 0, facts: 0 },
    },
    { ...by, action: 'read-held-rows', detail: { rows: 1 } },
    { ...by, action: 'batch-withdrawn', detail: { feed: 'wages' } },
  ])
  expect(ofRow).toEqual([
    { ...by, action: 'held-row-corrected', detail: { batchId: body.batchId, columns: ['name', 'wage'] } },
  ])
  const written = JSON.stringify([ofBatch, ofRow])
  expect(written).not.toContain(office.resident(3).name)
  expect(written).not.toContain(office.resident(3).residentId.slice(-8))
})

test('a row without an identity number is given to the person whom a search has found', async () => {
  const who = office.resident(4)
  const { body } = await office.upload(
    'county',
    '人社工资参保-核对_20261031.csv',
    csv([{ of: who, residentId: '', employer: 'J3', wage: '4100' }]),
  )
  const { items } = (await officer.get(`/api/held-rows?batchId=${body.batchId}&kind=review`)).body
  expect(items).toMatchObject([{ kind: 'review', line: 2, columnHeader: '身份证号', code: 'resident-id-missing' }])
  expect(await office.wagesOf('J3')).toEqual([])

  const found = await officer.get(`/api/search?q=${encodeURIComponent(who.name)}`)
  const hit = found.body.items.find((one: { personId: string }) => one.personId === who.id)
  office.changed.length = 0
  const matched = await officer.post(`/api/held-rows/${items[0].id}/match`, { personId: hit.personId })

  expect(matched.status).toBe(200)
  expect(office.changed).toEqual([county])
  expect(await office.wagesOf('J3')).toEqual([{ person_id: who.id, value: '4100.00', batch_id: body.batchId }])
  expect((await officer.get(`/api/batches/${body.batchId}`)).body.batch).toMatchObject({ accepted: 1, review: 0 })
  expect(await office.auditOf(`held-row:${items[0].id}`)).toMatchObject([
    { login: 'county', action: 'held-row-matched' },
  ])
  const file = await officer.get(`/api/households/${hit.householdId}`)
  const member = file.body.members.find((one: { personId: string }) => one.personId === who.id)
  expect(member.facts).toContainEqual(expect.objectContaining({ source: '人社', batchId: body.batchId }))
})

test('a row is not given to somebody who is not in the register', async () => {
  const { body } = await office.upload(
    'county',
    '人社工资参保-无此人_20261031.csv',
    csv([{ of: office.resident(4), residentId: '', employer: 'J4', wage: '4100' }]),
  )
  const { items } = (await officer.get(`/api/held-rows?batchId=${body.batchId}`)).body

  const answer = await officer.post(`/api/held-rows/${items[0].id}/match`, { personId: '999999999' })

  expect(answer.body.code).toBe('person-not-found')
  expect(await office.wagesOf('J4')).toEqual([])
  expect((await officer.get(`/api/held-rows?batchId=${body.batchId}&status=open`)).body.items).toHaveLength(1)
})

test('a discarded row is gone from the list and from the count, and nothing of it is believed', async () => {
  const { body } = await office.upload(
    'county',
    '人社工资参保-作废_20261031.csv',
    csv([{ of: office.resident(5), employer: 'J5', wage: '' }]),
  )
  const { items } = (await officer.get(`/api/held-rows?batchId=${body.batchId}`)).body

  expect((await officer.post(`/api/held-rows/${items[0].id}/discard`)).status).toBe(200)

  expect((await officer.get(`/api/held-rows?batchId=${body.batchId}&status=open`)).body.items).toEqual([])
  expect((await officer.get(`/api/batches/${body.batchId}`)).body.batch).toMatchObject({
    rows: 1,
    accepted: 0,
    quarantined: 0,
  })
  expect(await office.wagesOf('J5')).toEqual([])
  expect(await office.auditOf(`held-row:${items[0].id}`)).toMatchObject([
    { login: 'county', action: 'held-row-discarded' },
  ])
})

test('a file that lacks a column is refused with the name of the column, and nothing of it is recorded', async () => {
  const before = await office.believed()

  const { status, body } = await office.upload(
    'county',
    '人社工资参保-缺列_20261031.csv',
    csv([{ of: office.resident(6), employer: 'J6', wage: '3000' }], '月缴费工资'),
  )

  expect([status, body.kind]).toEqual([200, 'refused'])
  expect(body.text).toContain('“月缴费工资”')
  expect(body.text).toContain('重新上传')
  expect(await office.believed()).toBe(before)
  expect(office.changed).toEqual([])
  expect((await officer.get(`/api/batches/${body.batchId}`)).body.batch).toMatchObject({
    status: 'refused',
    refusal: body.text,
    rows: 0,
    facts: 0,
  })
  expect(await office.auditOf(`batch:${body.batchId}`)).toMatchObject([
    { login: 'county', action: 'batch-refused', detail: { refusal: 'columns-missing' } },
  ])
})

test('what is no table and a form without a file are refused in words', async () => {
  const noTable = await office.upload('county', '照片.csv', '\u0000\u0001\u0002 not a table')
  const boundary = '----doudi-empty'
  const noFile = await office.desk.app.inject({
    method: 'POST',
    url: '/api/batches',
    headers: { cookie: await office.cookieOf('county'), 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.from(`--${boundary}--\r\n`),
  })

  expect(noTable).toMatchObject({ status: 200, body: { kind: 'refused' } })
  expect(noTable.body.text).toMatch(/[\u4e00-\u9fff]/)
  expect([noFile.statusCode, noFile.json().code]).toEqual([409, 'file-not-sent'])
  expect(noFile.json().title).toContain('请选择文件')
})

test('the same file is not taken in twice, also under another name', async () => {
  const content = csv([{ of: office.resident(7), employer: 'J7', wage: '3300' }])
  const first = await office.upload('county', '人社工资参保-甲_20261031.csv', content)
  const before = await office.believed()
  const count = async () => (await office.ask<{ n: string }>('select count(*) as n from batch'))[0]?.n
  const batches = await count()
  office.changed.length = 0

  const second = await office.upload('county', '人社工资参保-乙_20261031.csv', content)

  expect(second).toMatchObject({ status: 200, body: { kind: 'already-delivered', batchId: first.body.batchId } })
  expect(await office.believed()).toBe(before)
  expect(await count()).toBe(batches)
  expect(office.changed).toEqual([])
})

test('a withdrawn upload leaves exactly the facts of before, and is not withdrawn a second time', async () => {
  await office.upload(
    'county',
    '人社工资参保-旧_20261031.csv',
    csv([{ of: office.resident(8), employer: 'J8', wage: '3000' }]),
  )
  const before = await office.believed()
  const { body } = await office.upload(
    'county',
    '人社工资参保-新_20261031.csv',
    csv([
      { of: office.resident(8), employer: 'J8', wage: '9000' },
      { of: office.resident(9), employer: 'J8', wage: '1' },
      { of: office.resident(9), employer: 'J8B', wage: '' },
    ]),
  )
  expect(await office.believed()).not.toBe(before)
  office.changed.length = 0

  const withdrawn = await officer.post(`/api/batches/${body.batchId}/withdraw`)

  expect(withdrawn.status).toBe(200)
  expect(office.changed).toEqual([county])
  expect(await office.believed()).toBe(before)
  expect((await officer.get(`/api/batches/${body.batchId}`)).body.batch.status).toBe('withdrawn')
  const held = await officer.get(`/api/held-rows?batchId=${body.batchId}`)
  expect(held.body.items).toMatchObject([{ status: 'withdrawn' }])
  const late = await officer.post(`/api/held-rows/${held.body.items[0].id}/correct`, { cells: { wage: '5' } })
  expect([late.status, late.body.code]).toEqual([409, 'held-row-already-settled'])

  const again = await officer.post(`/api/batches/${body.batchId}/withdraw`)
  expect([again.status, again.body.code]).toEqual([409, 'batch-not-loaded'])
  expect(again.body.title).toContain('已撤回')
  expect(await office.believed()).toBe(before)
})

test('of a withdrawal and a correction at one time neither fails of the other', async () => {
  for (const round of [1, 2, 3, 4]) {
    const { body } = await office.upload(
      'county',
      `人社工资参保-同时${round}_20261031.csv`,
      csv([
        { of: office.resident(10), employer: `J9-${round}`, wage: '' },
        { of: office.resident(11), employer: `J9-${round}`, wage: '10' },
      ]),
    )
    const { items } = (await officer.get(`/api/held-rows?batchId=${body.batchId}`)).body

    const [corrected, withdrawn] = await Promise.all([
      officer.post(`/api/held-rows/${items[0].id}/correct`, { cells: { wage: '20' } }),
      officer.post(`/api/batches/${body.batchId}/withdraw`),
    ])

    expect(withdrawn.status).toBe(200)
    expect([corrected.status, corrected.body.code ?? null]).toBeOneOf([
      [200, null],
      [409, 'held-row-already-settled'],
    ])
    expect(await office.wagesOf(`J9-${round}`)).toEqual([])
  }
})

test('clerk and leader can neither upload nor withdraw nor settle a row', async () => {
  const { body } = await office.upload(
    'county',
    '人社工资参保-岗位_20261031.csv',
    csv([{ of: office.resident(12), employer: 'J10', wage: '' }]),
  )
  const { items } = (await officer.get(`/api/held-rows?batchId=${body.batchId}`)).body
  const before = await office.believed()

  for (const login of ['township', 'leader']) {
    const one = await office.desk.as(login)
    const answers = [
      await office.upload(
        login,
        '人社工资参保_20261031.csv',
        csv([{ of: office.resident(12), employer: 'J11', wage: '1' }]),
      ),
      await one.post(`/api/batches/${body.batchId}/withdraw`),
      await one.post(`/api/held-rows/${items[0].id}/correct`, { cells: { wage: '1' } }),
      await one.post(`/api/held-rows/${items[0].id}/match`, { personId: office.resident(12).id }),
      await one.post(`/api/held-rows/${items[0].id}/discard`),
    ]
    expect(answers.map((answer) => [login, answer.status, answer.body.code])).toEqual(
      answers.map(() => [login, 403, 'permission-missing']),
    )
    expect(answers.every((answer) => /[\u4e00-\u9fff]/.test(answer.body.title))).toBe(true)
  }
  expect((await (await office.desk.as('township')).get('/api/batches')).status).toBe(403)
  expect((await (await office.desk.as('township')).get('/api/held-rows')).status).toBe(403)
  expect((await (await office.desk.as('leader')).get('/api/batches')).status).toBe(200)
  expect(await office.believed()).toBe(before)
})

test('the officer of another county sees no batch and no held row of this one and finds none by its number', async () => {
  const { body } = await office.upload(
    'county',
    '人社工资参保-外县_20261031.csv',
    csv([{ of: office.resident(13), employer: 'J12', wage: '' }]),
  )
  const { items } = (await officer.get(`/api/held-rows?batchId=${body.batchId}`)).body
  const neighbour = await office.desk.as('neighbour')

  expect((await neighbour.get('/api/batches')).body.items).toEqual([])
  expect((await neighbour.get('/api/held-rows')).body.items).toEqual([])
  expect((await neighbour.get(`/api/held-rows?batchId=${body.batchId}`)).body.items).toEqual([])
  const answers = [
    await neighbour.get(`/api/batches/${body.batchId}`),
    await neighbour.post(`/api/batches/${body.batchId}/withdraw`),
    await neighbour.post(`/api/held-rows/${items[0].id}/correct`, { cells: { wage: '1' } }),
    await neighbour.post(`/api/held-rows/${items[0].id}/match`, { personId: office.resident(13).id }),
    await neighbour.post(`/api/held-rows/${items[0].id}/discard`),
  ]
  expect(answers.map(({ status, body: { code } }) => [status, code])).toEqual([
    [404, 'batch-not-found'],
    [404, 'batch-not-found'],
    [404, 'held-row-not-found'],
    [404, 'held-row-not-found'],
    [404, 'held-row-not-found'],
  ])

  // A file handed in there belongs to that county and knows nobody of this one.
  office.changed.length = 0
  const theirs = await office.upload(
    'neighbour',
    '人社工资参保_20261031.csv',
    csv([{ of: office.resident(13), employer: 'J13', wage: '900' }]),
  )
  expect(theirs).toMatchObject({ status: 200, body: { kind: 'loaded' } })
  expect(office.changed).toEqual([otherCounty])
  expect(await office.wagesOf('J13')).toEqual([])
  expect((await neighbour.get('/api/held-rows')).body.items).toMatchObject([{ code: 'person-not-in-register' }])
  expect((await officer.get(`/api/batches/${theirs.body.batchId}`)).status).toBe(404)
})
