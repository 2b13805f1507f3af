import type { DraftDetail, StandardEdit } from '#contracts/policy-register'
import { addDays } from '#kernel/day'
import { county, type Desk, type Reply, today } from '../county.ts'

/** What an officer does with a policy draft, spoken to the server as the desk does it. */
export const draftedFolder = 'subsistence-allowance'

let keys = 0
/** A key for one act. */
export const key = (): string => `policy-change-${++keys}`
/** The day from which the drafts of the tests are to hold. */
export const effectiveOn = addDays(today, 29)

type As = Awaited<ReturnType<Desk['as']>>

export async function detailOf(as: As, id: string): Promise<DraftDetail> {
  return (await as.get(`/api/policy-drafts/${id}`)).body
}

export async function aDraft(as: As, title = '提高低保标准'): Promise<string> {
  const created = await as.post('/api/policy-drafts', { key: key(), folder: draftedFolder, title })
  if (created.status !== 200) throw new Error(`No draft was begun: ${created.text}`)
  return created.body.id
}

/** The rows of 低保标准 with the county's own from a day on. */
export async function raisedStandard(as: As, id: string, value: string, from: string) {
  const draft = await detailOf(as, id)
  const standard = draft.standards.find(({ name }) => name === '低保标准')
  const rows = standard?.rows ?? []
  const edits: StandardEdit[] = rows.map((row) => ({
    division: row.division,
    dimensions: row.dimensions,
    value: row.value,
    from: row.from,
    document: row.document ?? '',
    source: row.source ?? '',
    // What the county has had of its own until then ends.
    until: row.division === county && row.until === null ? from : row.until,
  }))
  const added = ['城镇', '农村'].map((kind) => ({
    division: county,
    dimensions: { 户口性质: kind },
    value,
    from,
    until: null,
    document: '石民发〔2026〕12号',
    source: '',
  }))
  return { folder: draftedFolder, name: '低保标准', rows: [...edits, ...added] }
}

export async function save(as: As, id: string, content: object, day: string | null = effectiveOn): Promise<Reply> {
  const { version, title } = await detailOf(as, id)
  return as.post(`/api/policy-drafts/${id}/save`, {
    key: key(),
    version,
    title,
    reason: '物价上涨',
    effectiveOn: day,
    content,
  })
}

export async function step(as: As, id: string, what: string, more: object = {}): Promise<Reply> {
  const { version } = await detailOf(as, id)
  return as.post(`/api/policy-drafts/${id}/${what}`, { key: key(), version, ...more })
}
