import { basename, join } from 'node:path'
import type { HouseholdReason, ReasonStep } from '#contracts/policy-register'
import type { DB, Store, Transaction } from '#db'
import { isSensitiveName } from '#facts'
import { type Day, never, parseDay } from '#kernel/day'
import { answer, type HouseholdRow, type PlainValue, type Policies, type TraceNode } from '#policy'
import { parquetFolder, type RowReader } from '#sweep'
import { headCount, reasonQuestions, reasonTexts } from './messages.zh.ts'

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value)
}

function shown(value: PlainValue, unit: string | undefined): string {
  if (value === null) return reasonTexts.unknown
  if (typeof value === 'boolean') return value ? reasonTexts.yes : reasonTexts.no
  if (isList(value)) return reasonTexts.members(value.length)
  if (typeof value === 'object') return Object.keys(value).join('、')
  if (value === never) return reasonTexts.never
  const number = unit === undefined ? undefined : /^-?\d+(\.\d+)?$/.test(String(value)) ? Number(value) : undefined
  if (number === undefined) return String(value)
  return `${number.toLocaleString('zh-CN', { maximumFractionDigits: 2 })} ${unit ?? ''}`.trim()
}

/** Amounts and facts that say how a family lives are hidden until a purpose is given; standards and yes or no are not. */
function hides(
  of: { readonly name: string; readonly value: PlainValue; readonly unit?: string },
  kind: 'fact' | 'parameter' | 'decision',
  revealed: boolean,
): boolean {
  if (revealed || kind === 'parameter' || of.value === null) return false
  if (kind === 'fact') return isSensitiveName(of.name)
  // The answers asked for, and how many live together, stand at the head of the file for everybody who may open it.
  if (reasonQuestions.some((question) => question === of.name) || of.unit === headCount) return false
  return typeof of.value !== 'boolean' && !isList(of.value)
}

function toSteps(nodes: readonly TraceNode[], depth: number, revealed: boolean): ReasonStep[] {
  return nodes.flatMap((node) => {
    const hidden = hides({ ...node, name: node.decision }, 'decision', revealed)
    const below = new Set(node.children.map(({ decision }) => decision))
    return [
      {
        depth,
        decision: node.decision,
        value: hidden ? reasonTexts.hidden : shown(node.value, node.unit),
        known: node.value !== null,
        article: node.rule?.annotation ?? node.article ?? null,
        expression: node.expressionText === '' ? null : node.expressionText.replace(/\s+/g, ' ').trim(),
        inputs: node.inputs
          .filter(({ name }) => !below.has(name))
          .map((input) => ({
            name: input.name,
            value: hides(input, input.kind, revealed) ? reasonTexts.hidden : shown(input.value, input.unit),
            known: input.value !== null,
            kind: input.kind,
            source: input.source ?? null,
          })),
      },
      ...toSteps(node.children, depth + 1, revealed),
    ]
  })
}

export interface ReasonPlace {
  readonly division: string
  readonly asOf: Day
  /** The snapshot files, the newest first. */
  readonly files: readonly string[]
}

/** The place of a household that the reader may see and that has been swept. */
async function findSweptPlace(tx: Transaction<DB>, householdId: string): Promise<string | undefined> {
  const household = await tx
    .selectFrom('household')
    .innerJoin('determination', 'determination.household_id', 'household.id')
    .select('household.division')
    .where('household.id', '=', householdId)
    .where('determination.superseded_at', 'is', null)
    .executeTakeFirst()
  return household?.division
}

/** Where the row of a household stands: the place, the day, and the snapshot files since the last full one, newest first. */
export async function findReasonPlace(
  store: Store,
  within: string,
  householdId: string,
): Promise<ReasonPlace | undefined> {
  const division = await store.within(within, (tx) => findSweptPlace(tx, householdId))
  if (division === undefined) return undefined
  const county = division.slice(0, 6)
  // Snapshots are written by county, and rows limit them so. Who may see the household may see its row of them.
  const snapshots = await store.within(county, (tx) =>
    tx
      .selectFrom('snapshot')
      .select(['path', 'scope', 'as_of'])
      .where('county', '=', county)
      .orderBy('id', 'desc')
      .limit(500)
      .execute(),
  )
  // Where the data lie now, which may be another folder than when the snapshot was taken.
  const folder = parquetFolder(store, county)
  const lastFull = snapshots.findIndex(({ scope }) => scope === 'full')
  const asOf = parseDay(snapshots[0]?.as_of ?? '')
  return asOf === undefined
    ? undefined
    : { division, asOf, files: snapshots.slice(0, lastFull + 1).map(({ path }) => join(folder, basename(path))) }
}

/** Why the household has its category and amount, worked out anew from the row that the last sweep saw. */
export async function explainHousehold(
  reader: RowReader,
  policies: Policies,
  householdId: string,
  place: ReasonPlace,
  revealed: boolean,
): Promise<HouseholdReason | undefined> {
  const row = await reader.find({ files: place.files, division: place.division, householdId })
  if (row === null) return undefined
  // The row comes from a snapshot, whose columns are those of the fact catalogue.
  const found = answer(policies, [...reasonQuestions], row as HouseholdRow, place.asOf)
  const [category, amount] = reasonQuestions.map((question) => found.values[question] ?? null)
  return {
    asOf: place.asOf,
    category: typeof category === 'string' ? category : null,
    amount: typeof amount === 'string' ? amount : null,
    missing: [...new Set(found.missing.map(({ name }) => name))],
    steps: toSteps(found.trace, 0, revealed),
  }
}
