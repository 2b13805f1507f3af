import { sql } from 'kysely'
import { type Programme, personProgrammes } from '#contracts/assistance'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { headOfHousehold } from '#facts'
import { addMonths, ageOn, type Day, parseDay } from '#kernel/day'
import { firstDayOf, monthOf } from '#kernel/month'
import { appendAudit } from '#modules/officer'
import { standardOf } from '#policy-files'
import { asDay } from './case-rows.ts'
import { type CaseMeans, factsFor, settleMeans } from './commands.ts'
import { adulthood, registerCategories } from './decisions.zh.ts'
import type { CaseEventOf, CaseMember } from './model.ts'
import { settle } from './settle.ts'
import { advance, insertCase, type Move } from './store.ts'

const chunk = 500

interface Recipient {
  readonly household_id: string
  readonly division: string
  readonly person_id: string
  readonly category: string
  readonly amount: string | null
  readonly approved_on: string | null
}

/**
 * The people who receive something by the county's old register and have no case yet: one row a household and category,
 * for a category of single people one a person.
 */
async function listRecipients(tx: Transaction<DB>, county: string): Promise<Recipient[]> {
  const single = Object.entries(registerCategories).flatMap(([name, of]) => (personProgrammes.has(of) ? [name] : []))
  const programmeOf = JSON.stringify(registerCategories)
  const { rows } = await sql<Recipient>`with latest as (
      select distinct on (subject_id, fact) subject_id, fact, text_value, number_value, day_value
      from fact where subject = 'p' and superseded_at is null and valid_until is null and county = ${county}
        and fact in ('benefitCategory', 'benefitAmount', 'benefitApprovedOn')
      order by subject_id, fact, valid_from desc),
    recipient as (
      select m.household_id, h.division, m.person_id, m.relation, p.birth_day, c.text_value as category,
        a.number_value as amount, o.day_value as approved_on
      from latest c join membership m on m.person_id = c.subject_id and m.valid_until is null and m.superseded_at is null
      join household h on h.id = m.household_id join person p on p.id = m.person_id
      left join latest a on a.subject_id = c.subject_id and a.fact = 'benefitAmount'
      left join latest o on o.subject_id = c.subject_id and o.fact = 'benefitApprovedOn'
      where c.fact = 'benefitCategory' and c.text_value = any(${Object.keys(registerCategories)}::text[]))
    select distinct on (household_id, category, single) household_id, division, person_id, category,
      amount::text, approved_on::text
    from (select *, case when category = any(${single}::text[]) then person_id end as single from recipient) r
    where not exists (select from assistance_case k
      where k.household_id = r.household_id and k.programme = ${programmeOf}::jsonb ->> r.category
        and (r.single is null or k.person_id = r.single))
    order by household_id, category, single, relation <> ${headOfHousehold}, birth_day, person_id`.execute(tx)
  return rows
}

async function membersOf(
  tx: Transaction<DB>,
  households: readonly string[],
  of: { readonly adultAt: number; readonly today: Day },
): Promise<ReadonlyMap<string, CaseMember[]>> {
  const rows = await tx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['m.household_id', 'p.id', 'p.name', 'p.birth_day'])
    .where('m.household_id', 'in', [...households])
    .where('m.valid_until', 'is', null)
    .where('m.superseded_at', 'is', null)
    .orderBy('p.birth_day')
    .orderBy('p.id')
    .execute()
  const members = new Map<string, CaseMember[]>()
  for (const { household_id, id, name, birth_day } of rows) {
    const birth = birth_day === null ? undefined : parseDay(birth_day)
    const member = { personId: id, name, adult: birth === undefined || ageOn(birth, of.today) >= of.adultAt }
    members.set(household_id, [...(members.get(household_id) ?? []), member])
  }
  return members
}

/** When somebody looks at it next: the cycle goes on from the approval. */
function nextRecheck(approvedOn: Day | undefined, months: number, today: Day): Day {
  if (approvedOn === undefined) return today
  let due = addMonths(approvedOn, months)
  for (let cycles = 2; due < today; cycles++) due = addMonths(approvedOn, months * cycles)
  return due
}

/**
 * Takes the households over that receive something by the county's old register: each becomes a running case with what
 * it is paid from this month on and the day of its next look, so that monthly payment and re-checks go on. What has been
 * taken over is not taken over again. A part of a cut-off run stays.
 *
 * @returns how many cases were made
 */
export async function takeOver(means: CaseMeans, actor: Actor, county: string): Promise<number> {
  const { store, policies, today } = means
  const recipients = await store.within(county, (tx) => listRecipients(tx, county))
  const adultAt = standardOf(policies, adulthood, county, today)
  for (let from = 0; from < recipients.length; from += chunk) {
    const part = recipients.slice(from, from + chunk)
    await store.within(county, async (tx) => {
      const members = await membersOf(tx, [...new Set(part.map(({ household_id }) => household_id))], {
        adultAt,
        today,
      })
      const moves: Move[] = []
      for (const recipient of part) {
        const event = toEvent(means, actor, recipient, members.get(recipient.household_id) ?? [])
        const { after } = advance(undefined, [event], { day: today, officerId: actor.officerId })
        const of = await insertCase(tx, {
          division: recipient.division,
          openedOn: today,
          signalId: null,
          state: { ...after, version: 0 },
        })
        moves.push({ of, events: [event] })
      }
      await settle(tx, settleMeans(means), actor.officerId, moves)
      const detail = { cases: part.length }
      await appendAudit(tx, actor, { division: county, action: 'take-over', subject: `county:${county}`, detail })
    })
  }
  return recipients.length
}

function toEvent(
  means: CaseMeans,
  actor: Actor,
  recipient: Recipient,
  members: readonly CaseMember[],
): CaseEventOf<'taken-over'> {
  const { today } = means
  const programme: Programme = registerCategories[recipient.category] ?? 'subsistence-allowance'
  const { standards } = factsFor(means, actor, recipient.division)
  const approvedOn = recipient.approved_on === null ? undefined : asDay(recipient.approved_on)
  const covered = personProgrammes.has(programme)
    ? members.filter(({ personId }) => personId === recipient.person_id)
    : members
  return {
    type: 'taken-over',
    programme,
    householdId: recipient.household_id,
    applicantId: recipient.person_id,
    members: covered,
    amounts: { basic: fenOf(recipient.amount), uplift: '0', care: '0' },
    since: firstDayOf(monthOf(today)),
    recheckDueOn: nextRecheck(approvedOn, standards.recheckUnstable, today),
  }
}

/** Yuan as the store writes them, in fen. */
function fenOf(yuan: string | null): string {
  if (yuan === null) return '0'
  const [whole = '0', cents = ''] = yuan.split('.')
  return String(BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0').slice(0, 2)))
}
