import type { memberColumns } from '#facts'
import type { Day } from '#kernel/day'
import { type Fen, fen, formatYuan, parseYuan } from '#kernel/fen'
import { answer, type HouseholdRow, type PlainValue } from '#policy'
import type { EffectivePolicies } from '#policy-files/effective'
import { readHouseholdRows, type WarmDuckDb } from '#sweep'
import type { Store } from '#db'
import { type BillLine, type Settled, type Voucher, voucherBill } from './bill.ts'
import { policyNames } from './messages.zh.ts'

interface BilledVisit extends BillLine {
  readonly householdId: string
  readonly personId: string
}

interface Means {
  readonly store: Store
  readonly duckdb: WarmDuckDb
  readonly policies: EffectivePolicies
}

/** As many households as one question of rows is made for at once. */
const atOnce = 500

const isApplicant: keyof typeof memberColumns = 'isApplicant'
const careBill: keyof typeof memberColumns = 'careBill'
const careKind: keyof typeof memberColumns = 'careKind'

/**
 * What the policies give each elder for the month's bill of what the assessment entitles to, what is settled already
 * and what is to be: the household's row as known now, with this bill in the place of the one before. By person.
 */
export async function askVouchers(
  means: Means,
  of: {
    readonly county: string
    readonly asOf: Day
    readonly visits: readonly BilledVisit[]
    readonly settled: ReadonlyMap<string, Settled>
  },
): Promise<ReadonlyMap<string, Voucher>> {
  const { county, asOf, visits, settled } = of
  const found = new Map<string, Voucher>()
  const byPerson = [...Map.groupBy(visits, ({ personId }) => personId)].map(([personId, lines]) => ({
    personId,
    householdId: lines[0]?.householdId ?? '',
    fresh: voucherBill(lines),
    bill: billSoFar(lines, settled.get(personId)),
  }))
  const billed = byPerson.filter(({ fresh }) => fresh > 0n)
  for (const group of apart(billed)) {
    for (let from = 0; from < group.length; from += atOnce) {
      const some = group.slice(from, from + atOnce)
      const rows = await readHouseholdRows(means.store, means.duckdb, {
        county,
        asOf,
        householdIds: some.map(({ householdId }) => householdId),
        applicants: Object.fromEntries(some.map(({ householdId, personId }) => [householdId, personId])),
      })
      for (const { personId, householdId, bill } of some) {
        const row = rows.get(householdId)
        if (row !== undefined) found.set(personId, voucherFor(means.policies, withBill(row, yuanText(bill)), asOf))
      }
    }
  }
  return found
}

const billSoFar = (lines: readonly BillLine[], before: Settled | undefined): Fen =>
  fen(voucherBill(lines) + (before?.bill ?? 0n))

/** Groups in which no household stands twice: a row has one applicant. */
function apart<T extends { readonly householdId: string }>(all: readonly T[]): T[][] {
  const groups: { readonly households: Set<string>; readonly members: T[] }[] = []
  for (const one of all) {
    const fits = groups.find(({ households }) => !households.has(one.householdId))
    const group = fits ?? { households: new Set<string>(), members: [] }
    if (fits === undefined) groups.push(group)
    group.households.add(one.householdId)
    group.members.push(one)
  }
  return groups.map(({ members }) => members)
}

type Members = Extract<HouseholdRow[string], readonly unknown[]>

function isMembers(of: HouseholdRow[string]): of is Members {
  return Array.isArray(of)
}

/** The household's row with the month's bill, in yuan, at whoever the question is about. */
function withBill(row: HouseholdRow, bill: string): HouseholdRow {
  const { members } = row
  if (!isMembers(members)) throw new Error('A household without a list of members')
  return {
    ...row,
    members: members.map((member) =>
      member[isApplicant] === true ? { ...member, [careBill]: bill, [careKind]: policyNames.careAtHome } : member,
    ),
  }
}

/** As a row holds money: yuan without the commas that people read. */
const yuanText = (amount: Fen): string => formatYuan(amount).replaceAll(',', '')

function amountOf(value: PlainValue | undefined): Voucher['amount'] {
  const amount = typeof value === 'string' ? parseYuan(value) : undefined
  return amount === undefined ? null : fen(amount)
}

function voucherFor(policies: EffectivePolicies, row: HouseholdRow, asOf: Day): Voucher {
  const { values } = answer(policies, [policyNames.voucherDue, policyNames.voucher], row, asOf)
  const due = values[policyNames.voucherDue]
  return { due: typeof due === 'boolean' ? due : null, amount: amountOf(values[policyNames.voucher]) }
}
