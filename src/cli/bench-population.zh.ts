import { householdColumns, memberColumns, obligorColumns, type ColumnDefinition } from '#facts'
import { columnType } from '#sweep/snapshot-sql'

/** A whole number in [0, below) for the household `i`, the member or obligor `m` and a purpose; the same every time. */
const draw = (purpose: string, below: number): string => `(hash(i, m, '${purpose}') % ${below})::integer`
const oneIn = (purpose: string, share: number): string => `${draw(purpose, 1000)} < ${Math.round(share * 1000)}`
const money = (purpose: string, below: number): string =>
  `((hash(i, m, '${purpose}') % ${below * 100})::decimal(18,0) * 0.01::decimal(3,2))`
const daysAgo = (purpose: string, days: number): string => `(date '2026-10-31' - ${draw(purpose, days)})`
const never = `date '9999-12-31'`
const sometimes = (purpose: string, share: number, value: string, otherwise: string): string =>
  `case when ${oneIn(`${purpose}?`, share)} then ${value} else ${otherwise} end`

/** A register member as SQL: shares and amounts like those of the demo county, drawn from hashes. */
const member: Record<keyof typeof memberColumns, string> = {
  personId: `(i * 10 + m)::varchar`,
  relation: `case m when 0 then '户主' when 1 then '配偶' else '子女' end`,
  sex: `case when ${oneIn('sex', 0.51)} then 'male' else 'female' end`,
  birthDay: `(date '2026-10-31' - (age * 365.25)::integer)`,
  age: 'age',
  isApplicant: 'false',
  deathDay: sometimes('death', 0.004, daysAgo('death', 365), never),
  custody: sometimes('custody', 0.002, `'服刑'`, `'无'`),
  studentStage: `case when age between 6 and 11 then '小学' when age between 12 and 14 then '初中' when age between 18 and 21 and ${oneIn('student', 0.4)} then '本科' when age between 22 and 25 and ${oneIn('master', 0.03)} then '硕士' else '无' end`,
  selfCareFailures: `case when age >= 60 then ${draw('care', 7)} else 0 end`,
  wage: `case when age between 18 and 59 and ${oneIn('wage', 0.6)} then ${money('wage', 6000)} else 0 end`,
  currentWage: `case when age between 18 and 59 and ${oneIn('wage', 0.58)} then ${money('wage', 6000)} else 0 end`,
  pension: `case when age >= 60 and ${oneIn('pension', 0.2)} then ${money('pension', 3500)} else 0 end`,
  basicPension: `case when age >= 60 then 160 else 0 end`,
  unemployedSince: sometimes('unemployed', 0.02, daysAgo('unemployed', 300), never),
  unemploymentBenefit: sometimes('benefit', 0.01, money('benefit', 1500), '0'),
  currentUnemploymentBenefit: sometimes('benefit', 0.008, money('benefit', 1500), '0'),
  medicalSelfPay: sometimes('medical', 0.2, money('medical', 12_000), '0'),
  seriousIllness: sometimes('illness', 0.01, `'恶性肿瘤'`, `'无'`),
  seriousIllnessSince: sometimes('illness', 0.01, daysAgo('illness', 700), never),
  disabilityType: sometimes(
    'disability',
    0.06,
    `(['视力','听力','言语','肢体','智力','精神','多重'])[1 + ${draw('type', 7)}]`,
    `'无'`,
  ),
  disabilityLevel: sometimes('disability', 0.06, `1 + ${draw('level', 4)}`, '0'),
  disabilityIssuedOn: sometimes('disability', 0.06, daysAgo('issued', 3000), never),
  vehicleCount: sometimes('vehicle', 0.12, '1', '0'),
  vehicleValue: sometimes('vehicle', 0.12, money('vehicle', 90_000), '0'),
  houseCount: sometimes('house', 0.3, `1 + ${draw('houses', 2)}`, '0'),
  houseArea: sometimes('house', 0.3, money('area', 250), '0'),
  nonResidentialCount: sometimes('shop', 0.01, '1', '0'),
  benefitCount: sometimes('register', 0.06, `1 + ${draw('twice', 50)} // 49`, '0'),
  benefitCategory: sometimes(
    'register',
    0.06,
    `(['低保','低保','低保','特困','边缘'])[1 + ${draw('registered', 5)}]`,
    `'无'`,
  ),
  benefitAmount: sometimes('register', 0.06, money('paid', 2500), '0'),
  benefitApprovedOn: sometimes('register', 0.06, daysAgo('approved', 900), never),
  benefitLastPaidOn: sometimes('register', 0.06, daysAgo('paidOn', 100), never),
  benefitEndedOn: sometimes('ended', 0.01, daysAgo('ended', 1200), never),
  currentWorkInjuryNursing: '0',
  fatherStatus: `case when age < 18 then ${sometimes('father', 0.05, `'死亡'`, `'健在'`)} end`,
  fatherStatusSince: `case when age < 18 then ${daysAgo('father', 3000)} end`,
  fatherTermMonths: 'null',
  fatherDisabilityType: 'null',
  fatherDisabilityLevel: 'null',
  motherStatus: `case when age < 18 then ${sometimes('mother', 0.03, `'失联'`, `'健在'`)} end`,
  motherStatusSince: `case when age < 18 then ${daysAgo('mother', 3000)} end`,
  motherTermMonths: 'null',
  motherDisabilityType: 'null',
  motherDisabilityLevel: 'null',
  childPlacement: `case when age < 18 then '散居' end`,
  abilityScore: `case when age >= 65 then 90 - ${draw('ability', 90)} end`,
  abilityComa: 'case when age >= 65 then false end',
  abilityDisorder: 'case when age >= 65 then false end',
  careIncidents: 'case when age >= 65 then 0 end',
  abilityLevel: `case when age >= 65 then ${draw('ability', 90)} // 20 end`,
  careKind: 'null',
  careBill: 'null',
}

const obligor: Record<keyof typeof obligorColumns, string> = {
  birthDay: `(date '2026-10-31' - (age * 365.25)::integer)`,
  age: 'age',
  disabilityType: sometimes('o-disability', 0.05, `'肢体'`, `'无'`),
  disabilityLevel: sometimes('o-disability', 0.05, `1 + ${draw('o-level', 4)}`, '0'),
  category: sometimes('o-category', 0.03, `'低保'`, `'无'`),
  status: sometimes('o-status', 0.01, `'服刑'`, `'无'`),
  ownIncome: money('o-own', 6000),
  propertyFits: oneIn('o-fits', 0.9),
  householdIncome: money('o-income', 9000),
  householdSize: `1 + ${draw('o-size', 4)}`,
  children: `1 + ${draw('o-children', 4)}`,
  supported: `1 + ${draw('o-supported', 2)}`,
}

const household: Record<Exclude<keyof typeof householdColumns, 'householdId' | 'division'>, string> = {
  registrationKind: `case when ${oneIn('kind', 0.4)} then '城镇' else '农村' end`,
  businessIncome: sometimes('unknown', 0.995, money('business', 30_000), 'null'),
  propertyIncome: money('property', 2000),
  transferIncome: money('transfer', 6000),
  financialAssets: sometimes('assets', 0.99, money('assets', 120_000), 'null'),
  educationSpending: money('education', 8000),
  rehabilitationSpending: money('rehabilitation', 3000),
}

function pack(columns: Readonly<Record<string, ColumnDefinition>>, values: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([name, of]) => `"${name}" := (${values[name] ?? 'null'})::${columnType(of)}`)
    .join(', ')
}

/** Households that are made at once: lists of structs take memory while they are put together. */
const chunk = 100_000

/** Writes `households` invented households of the snapshot's shape as Parquet files in a folder; reads nothing. */
export function populationStatements(households: number, folder: string): string[] {
  const chunks = Math.ceil(households / chunk)
  return Array.from({ length: chunks }, (_, index) =>
    chunkStatements(
      index * chunk,
      Math.min(households, (index + 1) * chunk),
      `${folder}/${String(index).padStart(4, '0')}.parquet`,
    ),
  ).flat()
}

function chunkStatements(from: number, until: number, target: string): string[] {
  const own = Object.entries(household).map(([name, value]) => {
    const column: ColumnDefinition = householdColumns[name as keyof typeof household]
    return `(${value})::${columnType(column)} as "${name}"`
  })
  const listed = (
    name: string,
    lines: string,
    columns: Readonly<Record<string, ColumnDefinition>>,
    values: Readonly<Record<string, string>>,
  ): string =>
    `create or replace table ${name} as select i, list(struct_pack(${pack(columns, values)}) order by m) as ${name} from (${lines}) group by i`
  return [
    listed(
      'members',
      `select i, m, (case when m <= 1 then 25 + hash(i, m, 'age') % 60 else hash(i, m, 'age') % 30 end)::integer as age
       from range(${from}, ${until}) h(i), range(5) t(m) where m <= hash(i, 'size') % 5`,
      memberColumns,
      member,
    ),
    listed(
      'obligors',
      `select i, m + 100 as m, (30 + hash(i, m, 'obligor') % 50)::integer as age
       from range(${from}, ${until}) h(i), range(2) t(m) where m + 8 <= hash(i, 'obligors') % 10`,
      obligorColumns,
      obligor,
    ),
    `copy (
       select (i + 1)::varchar as "householdId", '36073510' || (i % 6)::varchar || lpad((1 + i // 6 % 20)::varchar, 3, '0') as division,
         ${own.join(', ')}, members, coalesce(obligors, []) as obligors
       from (select i, 0 as m from range(${from}, ${until}) t(i)) join members using (i) left join obligors using (i)
       order by i
     ) to '${target}' (format parquet, compression zstd, row_group_size 50000)`,
  ]
}
