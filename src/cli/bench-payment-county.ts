import { sql } from 'kysely'
import type { Store } from '#db'

/** Statements that fill an empty store with households, cases, and what they are owed since the first month. */
export async function fillCounty(store: Store, county: string, payees: number, month: string): Promise<void> {
  await store.within(county, async (tx) => {
    const place = sql`(select array_agg(code order by code) from division where level = 'village' and code like ${`${county}%`})`
    const programme = sql`(array['subsistence-allowance', 'subsistence-allowance', 'subsistence-allowance',
      'subsistence-allowance', 'subsistence-allowance', 'subsistence-allowance', 'subsistence-allowance',
      'destitute-support', 'disability-living-subsidy', 'unsupported-child-allowance'])[1 + n % 10]`
    const someone = sql`(select min(id) from officer)`
    for (const step of [
      sql`create temp table place on commit drop as
          select row_number() over () - 1 as at, code from unnest(${place}) as code`,
      sql`create temp table home on commit drop as
          select n, code as division, ${programme} as programme
            from generate_series(1, ${sql.raw(String(payees))}) n
            join place on place.at = n % (select count(*) from place)`,
      sql`insert into batch (id, county, division, feed, file_name, digest) overriding system value
          values (1, ${county}, ${county}, 'bench', 'bench', 'bench')`,
      sql`insert into household (id, county, division, number, batch_id) overriding system value
          select n, ${county}, division, 'B' || n, 1 from home`,
      // Two people a household: the payee has an odd number, whoever lives with him the even one after it.
      sql`insert into person (id, county, division, name, pinyin, initials, batch_id) overriding system value
          select 2 * n - 1 + m, ${county}, division, chr(20013 + n % 9000) || chr(22269 + (n * 7 + m) % 7000), 'b', 'b', 1
            from home cross join generate_series(0, 1) m`,
      sql`insert into membership (county, division, household_id, person_id, relation, valid_from, batch_id)
          select ${county}, division, n, 2 * n - 1 + m, 'x', '2020-01-01', 1 from home cross join generate_series(0, 1) m`,
      sql`insert into assistance_case (id, county, division, household_id, person_id, programme, status, round, step,
                 turn, opened_on) overriding system value
          select n, ${county}, division, n, 2 * n - 1, programme, 'active', 'none', 'x', 'x', '2026-01-01' from home`,
      sql`insert into entitlement (id, county, division, case_id, household_id, programme, payee_person_id, from_month,
                 basic_fen, uplift_fen, care_fen, decision, decided_on, officer_id) overriding system value
          select n, ${county}, division, n, n, programme, 2 * n - 1, ${month}, 10000 + n % 90000, n % 5 * 1000,
                 n % 3 * 500, 'case:' || n || '#1', '2026-10-01', ${someone} from home`,
      sql`insert into entitlement_member (entitlement_id, person_id, county, division)
          select n, 2 * n - 1 + m, ${county}, division from home cross join generate_series(0, 1) m
           where m = 0 or programme = 'subsistence-allowance'`,
      // One payee in a hundred has died; one in five hundred is in prison.
      sql`insert into fact (county, division, subject, subject_id, fact, day_value, valid_from, batch_id, line)
          select ${county}, division, 'p', 2 * n - 1, 'deathDay', '2026-03-15', '2026-03-15', 1, n from home where n % 100 = 0`,
      sql`insert into fact (county, division, subject, subject_id, fact, text_value, valid_from, batch_id, line)
          select ${county}, division, 'p', 2 * n - 1, 'custody', 'x', '2026-01-01', 1, n from home where n % 500 = 1`,
    ]) {
      await step.execute(tx)
    }
  })
  await addAccounts(store, county, payees)
}

/** Accounts in portions, since the numbers are encrypted here and not in the database; one payee in two hundred has none. */
async function addAccounts(store: Store, county: string, payees: number): Promise<void> {
  const portion = 10_000
  for (let from = 1; from <= payees; from += portion) {
    const rows = Array.from({ length: Math.min(portion, payees - from + 1) }, (_, at) => from + at)
      .filter((n) => n % 200 !== 3)
      .map((n) => {
        const number = `6222${String(n).padStart(12, '0')}`
        return {
          n,
          cipher: store.keys.encrypt('payment_account.number', number).toString('hex'),
          blind: store.keys.blindIndex(`account:${number}`).toString('hex'),
          tail: number.slice(-4),
        }
      })
    await store.within(county, (tx) =>
      sql`insert into payment_account (county, division, person_id, holder_name, bank, number_cipher, number_blind,
                 number_tail, other_holder, entered_by, entered_on, confirmed_by, confirmed_on)
          select ${county}, p.division, p.id, p.name, 'BANK', decode(r.cipher, 'hex'), decode(r.blind, 'hex'), r.tail, false,
                 (select min(id) from officer), '2026-10-01', (select max(id) from officer), '2026-10-01'
            from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(n bigint, cipher text, blind text, tail text)
            join person p on p.id = 2 * r.n - 1`.execute(tx),
    )
  }
}
