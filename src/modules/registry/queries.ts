import { sql } from 'kysely'
import type { HouseholdList, HouseholdListRequest, PersonHit } from '#contracts/registry'
import type { DB, Transaction } from '#db'
import { headOfHousehold } from '#facts'
import { ageOn, type Day, parseDay } from '#kernel/day'
import { placeNames } from '#modules/division'

/** The end of the range of texts that begin with a prefix, in the C order of the indexes. */
const after = (prefix: string): string => `${prefix}\u{10ffff}`

export function ageAt(birthDay: string | null, today: Day): number | null {
  const birth = parseDay(birthDay ?? '')
  return birth === undefined ? null : ageOn(birth, today)
}

/** Township and village of codes, without the county that all that one officer sees have in common. */
export async function placesWithin(tx: Transaction<DB>, codes: readonly string[]): Promise<(code: string) => string> {
  const names = await placeNames(tx, codes)
  return (code) => (names.get(code) ?? code).split(' ').slice(1).join(' ')
}

/** What was typed, as the register writes it: without full-width signs, and with one of the several middle dots. */
function tidyQuery(text: string): string {
  const narrow = text.normalize('NFC').replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  return narrow.replace(/\s*[•・‧∙●.．·]\s*/g, '·').trim()
}

/**
 * People by name, by pinyin or its initials, by the last four of the identity number or by household number.
 * Comparisons are ranges and equalities: only these are leakproof, so that row-level security leaves the index usable.
 */
export async function searchPeople(tx: Transaction<DB>, text: string, today: Day): Promise<PersonHit[]> {
  const wanted = tidyQuery(text)
  const latin = wanted.toLowerCase().replace(/[\s']/g, '')
  let people = tx
    .selectFrom('person')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.person_id', '=', 'person.id')
        .on('membership.valid_until', 'is', null)
        .on('membership.superseded_at', 'is', null),
    )
    .innerJoin('household', 'household.id', 'membership.household_id')
    .select([
      'person.id as personId',
      'person.name',
      'person.birth_day',
      'membership.relation',
      'household.id as householdId',
      'household.number',
      'household.division',
    ])
    .limit(20)
  if (/^\d{3}[\dXx]$/.test(wanted))
    people = people.where('person.resident_id_tail', '=', wanted.toUpperCase()).orderBy('person.id')
  else if (/^\d[\d-]*$/.test(wanted))
    people = people
      .where('household.number', '>=', wanted)
      .where('household.number', '<', after(wanted))
      .orderBy('household.number')
  else if (/^[a-z]+$/.test(latin)) {
    people = people
      .where((eb) =>
        eb(
          'person.id',
          'in',
          // One letter begins the names of thousands: each half stops at as many as are shown.
          eb
            .selectFrom(
              eb
                .selectFrom('person as p')
                .select('p.id')
                .where('p.initials', '>=', latin)
                .where('p.initials', '<', after(latin))
                .orderBy('p.initials')
                .orderBy('p.id')
                .limit(20)
                .as('byInitials'),
            )
            .select('byInitials.id')
            .unionAll(
              eb
                .selectFrom(
                  eb
                    .selectFrom('person as q')
                    .select('q.id')
                    .where('q.pinyin', '>=', latin)
                    .where('q.pinyin', '<', after(latin))
                    .orderBy('q.pinyin')
                    .orderBy('q.id')
                    .limit(20)
                    .as('byPinyin'),
                )
                .select('byPinyin.id'),
            )
            .limit(20),
        ),
      )
      .orderBy('person.id')
  } else {
    people = people
      .where(sql<boolean>`person.name collate "C" >= ${wanted} and person.name collate "C" < ${after(wanted)}`)
      .orderBy(sql`person.name collate "C"`)
      .orderBy('person.id')
  }
  const found = await people.execute()
  const placeOf = await placesWithin(
    tx,
    found.map(({ division }) => division),
  )
  return found.map((row) => ({
    personId: row.personId,
    householdId: row.householdId,
    householdNumber: row.number,
    name: row.name,
    age: ageAt(row.birth_day, today),
    relation: row.relation,
    place: placeOf(row.division),
  }))
}

/** Households in the order of their places; pages follow by (division, id). */
export async function listHouseholds(tx: Transaction<DB>, request: HouseholdListRequest): Promise<HouseholdList> {
  const limit = request.limit ?? 50
  const division = request.division ?? ''
  const wanted = tidyQuery(request.q ?? '')
  const base = tx
    .selectFrom('household')
    .leftJoin('determination', (join) =>
      join.onRef('determination.household_id', '=', 'household.id').on('determination.superseded_at', 'is', null),
    )
    .$if(division !== '', (query) =>
      query.where('household.division', '>=', division).where('household.division', '<', `${division}~`),
    )
    .$if(request.category !== undefined, (query) => query.where('determination.category', '=', request.category ?? ''))
    .$if(wanted !== '', (query) =>
      // A union and not an "or": each half then goes by its own index.
      query.where('household.id', 'in', (inner) =>
        inner
          .selectFrom('household as numbered')
          .select('numbered.id')
          .where('numbered.number', '>=', wanted)
          .where('numbered.number', '<', after(wanted))
          .union(
            inner
              .selectFrom('person')
              .innerJoin('membership', 'membership.person_id', 'person.id')
              .select('membership.household_id as id')
              .where(sql<boolean>`person.name collate "C" >= ${wanted} and person.name collate "C" < ${after(wanted)}`)
              .where('membership.superseded_at', 'is', null)
              .where('membership.valid_until', 'is', null),
          ),
      ),
    )
  const [afterDivision, afterId] = request.cursor?.split('_') ?? []
  let page = base
    .select([
      'household.id',
      'household.number',
      'household.division',
      'household.address',
      'determination.category',
      'determination.register_category',
    ])
    .select([
      sql<
        string | null
      >`(select p.name from membership m join person p on p.id = m.person_id where m.household_id = household.id
        and m.superseded_at is null and m.valid_until is null order by m.relation <> ${headOfHousehold}, m.id limit 1)`.as(
        'head_name',
      ),
      sql<string>`(select count(*) from membership m where m.household_id = household.id and m.superseded_at is null and m.valid_until is null)`.as(
        'size',
      ),
      sql<string>`(select count(*) from signal s where s.household_id = household.id and s.status <> 'closed')`.as(
        'active_signals',
      ),
    ])
    .orderBy('household.division')
    .orderBy('household.id')
    .limit(limit + 1)
  if (afterDivision !== undefined && afterId !== undefined && /^\d{1,18}$/.test(afterId)) {
    page = page.where(sql<boolean>`(household.division, household.id) > (${afterDivision}, ${afterId}::bigint)`)
  }
  const found = await page.execute()
  const counted = await base.select(sql<string>`count(*)`.as('total')).executeTakeFirstOrThrow()
  const shown = found.slice(0, limit)
  const placeOf = await placesWithin(
    tx,
    shown.map((row) => row.division),
  )
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      id: row.id,
      number: row.number,
      headName: row.head_name ?? '',
      size: Number(row.size),
      place: placeOf(row.division),
      address: row.address,
      category: row.category,
      registerCategory: row.register_category,
      activeSignals: Number(row.active_signals),
    })),
    total: Number(counted.total),
    next: found.length > limit && last !== undefined ? `${last.division}_${last.id}` : null,
  }
}
