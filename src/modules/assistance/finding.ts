import { type Programme, personProgrammes } from '#contracts/assistance'
import type { Store } from '#db'
import type { memberColumns } from '#facts'
import type { Day } from '#kernel/day'
import { type Fen, parseYuan } from '#kernel/fen'
import { answer, explainAsReasons, type HouseholdRow, type PlainValue, type Reason } from '#policy'
import type { EffectivePolicies } from '#policy-files/effective'
import { knownNow, readHouseholdRows, type WarmDuckDb } from '#sweep'
import type { Finding } from './decide-outcome.ts'
import { countedMembers, decisionsOf, meetingColumns, nobodyCanWork, type ProgrammeDecisions } from './decisions.zh.ts'
import type { Amounts } from './model.ts'

/** Whose case it is, and what it is about. */
export interface Subject {
  readonly programme: Programme
  readonly householdId: string
  readonly applicantId: string
}

/** What the policies said about one household at one moment, with all that is needed to ask again. */
export interface Assessment extends Omit<Finding, 'id'> {
  readonly county: string
  readonly asOf: Day
  readonly knownAt: string
  readonly policiesDigest: string
  /** The values, the reasons and the missing facts as canonical JSON: the same question gives the same bytes. */
  readonly answer: string
  /** The reasons as sentences for a letter, with their articles. */
  readonly reasons: readonly Reason[]
}

interface Means {
  readonly store: Store
  readonly duckdb: WarmDuckDb
}

function yuanOf(value: PlainValue | undefined): Fen | null {
  if (value === null || value === undefined) return null
  const amount = typeof value === 'string' ? parseYuan(value) : undefined
  if (amount === undefined) throw new Error(`The policies gave no amount in yuan and fen: ${JSON.stringify(value)}`)
  return amount
}

/** A part of a rounded total, to the nearest fen. */
function partOf(value: PlainValue | undefined): bigint | null {
  if (value === null || value === undefined) return null
  const match = typeof value === 'string' ? /^(\d+)(?:\.(\d{1,2})(\d?)\d*)?$/.exec(value) : null
  if (match === null) throw new Error(`The policies gave no part of an amount: ${JSON.stringify(value)}`)
  const [, whole = '0', cents = '', next = '0'] = match
  return BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0')) + (Number(next) >= 5 ? 1n : 0n)
}

/** The total as the policies round it; uplift and care are parts of it, and what is left is the basic allowance. */
function amountsFrom(values: Readonly<Record<string, PlainValue>>, of: ProgrammeDecisions): Amounts | null {
  if (of.total === undefined) return null
  const total = yuanOf(values[of.total])
  const uplift = of.uplift === undefined ? 0n : partOf(values[of.uplift])
  const care = of.care === undefined ? 0n : partOf(values[of.care])
  if (total === null || uplift === null || care === null) return null
  const basic = total - uplift - care
  if (basic < 0n) throw new Error('The parts of an amount are more than all of it')
  return { basic: String(basic), uplift: String(uplift), care: String(care) }
}

/** The key of a person's number in the rows of members. */
const personId: keyof typeof memberColumns = 'personId'

function isList(value: PlainValue | undefined): value is readonly PlainValue[] {
  return Array.isArray(value)
}

function numbersOf(members: PlainValue | undefined): string[] {
  if (!isList(members)) return []
  return members.flatMap((member) => {
    const number = typeof member === 'object' && member !== null && !isList(member) ? member[personId] : undefined
    return typeof number === 'string' ? [number] : []
  })
}

function compared(values: Readonly<Record<string, PlainValue>>): Record<string, PlainValue> {
  return Object.fromEntries(meetingColumns.map((column) => [column, values[column] ?? null]))
}

/** The household's row, asked what its programme asks. Pure: the same row, day and policies give the same answer. */
function assessRow(
  policies: EffectivePolicies,
  subject: Subject,
  row: HouseholdRow,
  at: { readonly county: string; readonly asOf: Day; readonly knownAt: string },
): Assessment {
  const asks = decisionsOf[subject.programme]
  const { eligible, total, uplift, care, cap } = asks
  const own = [eligible, total, uplift, care, cap].filter((name) => name !== undefined)
  const asked = answer(policies, own, row, at.asOf)
  const aside = answer(policies, [countedMembers, nobodyCanWork, ...meetingColumns], row, at.asOf)
  const { values } = asked
  const due = eligible === undefined ? true : values[eligible]
  const counted = numbersOf(aside.values[countedMembers])
  return {
    ...at,
    policiesDigest: policies.digest,
    answer: JSON.stringify({ values, missing: asked.missing, trace: asked.trace, aside: compared(aside.values) }),
    reasons: explainAsReasons(asked.trace),
    eligible: typeof due === 'boolean' ? due : null,
    amounts: amountsFrom(values, asks),
    cap: cap === undefined ? null : yuanOf(values[cap]),
    missing: [...new Set(asked.missing.map(({ name }) => name))],
    members: personProgrammes.has(subject.programme) ? [subject.applicantId] : counted,
    stable: aside.values[nobodyCanWork] === true,
  }
}

/**
 * What the policies say about households now, on the facts as known now. Households that have no member any more are
 * not in the answer. All of one county and, with an applicant each, of different households.
 */
export async function assess(
  means: Means,
  policies: EffectivePolicies,
  of: { readonly county: string; readonly asOf: Day; readonly subjects: readonly Subject[]; readonly knownAt?: string },
): Promise<ReadonlyMap<Subject, Assessment>> {
  const { county, asOf, subjects } = of
  const knownAt = of.knownAt ?? (await knownNow(means.store, county))
  const found = new Map<Subject, Assessment>()
  // One household may have cases of several people: each is asked with its own applicant.
  for (const group of byApplicant(subjects)) {
    const rows = await readHouseholdRows(means.store, means.duckdb, {
      county,
      asOf,
      knownAt,
      householdIds: group.map(({ householdId }) => householdId),
      applicants: Object.fromEntries(group.map(({ householdId, applicantId }) => [householdId, applicantId])),
    })
    for (const subject of group) {
      const row = rows.get(subject.householdId)
      if (row !== undefined) found.set(subject, assessRow(policies, subject, row, { county, asOf, knownAt }))
    }
  }
  return found
}

/** Groups in which no household stands with two applicants. */
function byApplicant(subjects: readonly Subject[]): Subject[][] {
  const groups: { readonly applicants: Map<string, string>; readonly subjects: Subject[] }[] = []
  for (const subject of subjects) {
    const { householdId, applicantId } = subject
    const fits = groups.find(({ applicants }) => (applicants.get(householdId) ?? applicantId) === applicantId)
    const group = fits ?? { applicants: new Map<string, string>(), subjects: [] }
    if (fits === undefined) groups.push(group)
    group.applicants.set(householdId, applicantId)
    group.subjects.push(subject)
  }
  return groups.map((group) => group.subjects)
}
