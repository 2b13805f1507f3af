import { demoAccounts } from '#cli/demo.zh'
import { type Feed, feeds } from '#facts'
import { ensureOfficers } from '#modules/officer'
import { aDeliveredCounty, aDesk, type Desk } from '../county.ts'

/** A county whose officer, `neighbour`, is to see nothing of ours. */
export const otherCounty = '360734'
const password = demoAccounts[0]?.password ?? ''
const wages: Feed = feeds.wages
const columns = Object.entries(wages.columns)

export interface Resident {
  readonly id: string
  readonly name: string
  readonly residentId: string
}

interface Wage {
  readonly of: Resident
  /** As the file has it, when it is not the resident's own. */
  readonly residentId?: string
  readonly employer: string
  readonly wage: string
}

/** A file of wages as the department writes it, if need be without one of its columns. */
export function csv(rows: readonly Wage[], without?: string): string {
  const kept = columns.filter(([, { header }]) => header !== without)
  const lines = rows.map((row) => {
    const cells: Readonly<Record<string, string>> = {
      residentId: row.residentId ?? row.of.residentId,
      name: row.of.name,
      employerCode: row.employer,
      employer: '某厂',
      wage: row.wage,
      from: '202609',
    }
    return kept.map(([key]) => cells[key] ?? '').join(',')
  })
  return `${[kept.map(([, { header }]) => header).join(','), ...lines].join('\r\n')}\r\n`
}

export type DeliveringOffice = Awaited<ReturnType<typeof deliveringOffice>>

/** A desk over a delivered county, to which files are uploaded, and what can be seen of it from behind. */
export async function deliveringOffice(of: { people: number; seed: number }) {
  const delivered = await aDeliveredCounty(of)
  const changed: string[] = []
  const desk: Desk = await aDesk(delivered.store, (county) => changed.push(county))
  await ensureOfficers(delivered.store, [
    {
      login: 'neighbour',
      name: '钟外县',
      password,
      posts: [{ role: 'county-officer', division: otherCounty, title: '外县经办' }],
    },
  ])

  async function ask<T extends object>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    const { rows } = await delivered.store.owner.query<T>(sql, [...values])
    return rows
  }

  const cookies = new Map<string, string>()
  /** The cookie of an account, signed in once: sign-ins are limited by the minute. */
  async function cookieOf(login: string): Promise<string> {
    const known = cookies.get(login)
    if (known !== undefined) return known
    const signedIn = await desk.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
    cookies.set(login, cookie)
    return cookie
  }

  const found = await ask<{ id: string; name: string; cipher: Buffer }>(
    `select p.id, p.name, p.resident_id_cipher as cipher from person p join membership m on m.person_id = p.id
     where p.resident_id_cipher is not null and m.superseded_at is null and m.valid_until is null
       and (select count(*) from person q where q.name = p.name) < 5 order by p.id limit 20`,
  )
  const residents: readonly Resident[] = found.map(({ id, name, cipher }) => ({
    id,
    name,
    residentId: delivered.store.keys.decrypt('person.resident_id', cipher),
  }))

  return {
    desk,
    /** Counties of which the server was told that their facts have changed. */
    changed,
    ask,
    cookieOf,

    resident(index: number): Resident {
      const resident = residents[index]
      if (resident === undefined) throw new Error('The county has too few residents')
      return resident
    },

    /** Sends a file as a browser would. */
    async upload(login: string, fileName: string, content: string) {
      const boundary = '----doudi-journey'
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: text/csv\r\n\r\n`
      const answer = await desk.app.inject({
        method: 'POST',
        url: '/api/batches',
        headers: { cookie: await cookieOf(login), 'content-type': `multipart/form-data; boundary=${boundary}` },
        payload: Buffer.from(`${head}${content}\r\n--${boundary}--\r\n`),
      })
      return { status: answer.statusCode, body: answer.json() }
    },

    /** What is believed of the wages that an employer pays, in order. */
    wagesOf: (employer: string) =>
      ask<{ person_id: string; value: string; batch_id: string }>(
        `select subject_id as person_id, number_value as value, batch_id from fact
         where fact = 'wage' and instance = $1 and superseded_at is null order by fact.subject_id, valid_from`,
        [employer],
      ),

    /** Everything that is believed of anybody, as one digest. */
    async believed(): Promise<string | undefined> {
      const [all] = await ask<{ digest: string }>(
        `select md5(string_agg(row(f.subject, f.subject_id, f.fact, f.instance, f.number_value, f.text_value,
           f.day_value, f.valid_from, f.valid_until, f.batch_id, f.division)::text, '|'
           order by f.subject, f.subject_id, f.fact, f.instance, f.valid_from)) as digest
         from fact f where superseded_at is null`,
      )
      return all?.digest
    },

    auditOf: (subject: string) =>
      ask<{ login: string; action: string; division: string; detail: Record<string, unknown> }>(
        `select o.login, a.action, a.division, a.detail from audit_entry a left join officer o on o.id = a.officer_id
         where a.subject = $1 order by a.id`,
        [subject],
      ),

    async close() {
      await desk.close()
      await delivered.close()
    },
  }
}
