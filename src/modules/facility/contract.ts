import Type, { type Static } from 'typebox'

/** The three tiers, and what lies beside them. */
export const facilityKinds = ['county-centre', 'township-hub', 'village-station', 'institution', 'canteen'] as const
export type FacilityKind = (typeof facilityKinds)[number]

/** What an institution is for: it decides on money, prices and who comes in first. */
export const institutionClasses = ['safety-net', 'inclusive', 'market'] as const
export type InstitutionClass = (typeof institutionClasses)[number]

export const providerKinds = ['public', 'social-organisation', 'enterprise'] as const
export type ProviderKind = (typeof providerKinds)[number]

/** What a carer can do; a service asks for some of these. */
export const skills = ['care', 'bathing', 'cleaning', 'nursing', 'escort', 'meals', 'check-visit'] as const
export type Skill = (typeof skills)[number]

export const modes = ['foot', 'e-bike', 'car'] as const
export type Mode = (typeof modes)[number]

/** Digits of the division at which a facility of a kind may lie: a county's centre, a town's hub, a village's station. */
export const levelsOf = {
  'county-centre': [6, 9, 12],
  'township-hub': [9, 12],
  'village-station': [12],
  institution: [9, 12],
  canteen: [9, 12],
} as const satisfies Record<FacilityKind, readonly number[]>

const Nullable = <T extends Type.TSchema>(of: T) => Type.Union([of, Type.Null()])
const Key = Type.String({ minLength: 8, maxLength: 64 })
const Id = Type.String({ pattern: '^[0-9]{1,18}$' })
/** A day of the calendar, in the centuries that `Day` knows. */
const DayText = Type.String({ pattern: '^(1[89]|2[01])', format: 'date' })
const Name = Type.String({ minLength: 1, maxLength: 60 })
const Count = Type.Integer({ minimum: 0, maximum: 100_000 })
/** Minutes after midnight. */
const Minute = Type.Integer({ minimum: 0, maximum: 1440 })
const DivisionCode = Type.String({ pattern: '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$' })
/** Degrees on the earth, as maps in China write them (CGCS2000). */
const Longitude = Type.Number({ minimum: -180, maximum: 180 })
const Latitude = Type.Number({ minimum: -90, maximum: 90 })

const facilityFacts = {
  kind: Type.Enum(facilityKinds),
  name: Name,
  division: DivisionCode,
  address: Type.String({ maxLength: 120 }),
  longitude: Longitude,
  latitude: Latitude,
  institutionClass: Nullable(Type.Enum(institutionClasses)),
  providerId: Nullable(Id),
  beds: Count,
  nursingBeds: Count,
  dayPlaces: Count,
  /** Meals that a canteen can cook in a day. */
  meals: Count,
  openedOn: DayText,
  /** The divisions it serves. */
  catchment: Type.Array(DivisionCode, { uniqueItems: true, maxItems: 500 }),
}

/** A facility that is new, or one that is changed: then with its id and the version that was read. */
export const FacilitySaving = Type.Object({
  key: Key,
  id: Type.Optional(Id),
  version: Type.Optional(Type.Integer()),
  ...facilityFacts,
})
export type FacilitySaving = Static<typeof FacilitySaving>

export const FacilityRow = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  ...facilityFacts,
  place: Type.String(),
  providerName: Nullable(Type.String()),
  closedOn: Nullable(Type.String()),
  carers: Type.Integer(),
})
export type FacilityRow = Static<typeof FacilityRow>
export const FacilityList = Type.Object({ items: Type.Array(FacilityRow) })
export type FacilityList = Static<typeof FacilityList>

export const FacilityClosing = Type.Object({ key: Key, version: Type.Integer(), on: DayText })
export type FacilityClosing = Static<typeof FacilityClosing>

const providerFacts = {
  name: Name,
  kind: Type.Enum(providerKinds),
  creditCode: Nullable(Type.String({ pattern: '^[0-9A-Z]{18}$' })),
  contact: Type.String({ maxLength: 120 }),
}
export const ProviderSaving = Type.Object({
  key: Key,
  id: Type.Optional(Id),
  version: Type.Optional(Type.Integer()),
  ...providerFacts,
})
export type ProviderSaving = Static<typeof ProviderSaving>
export const ProviderRow = Type.Object({ id: Type.String(), version: Type.Integer(), ...providerFacts })
export type ProviderRow = Static<typeof ProviderRow>
export const ProviderList = Type.Object({ items: Type.Array(ProviderRow) })
export type ProviderList = Static<typeof ProviderList>

const carerFacts = {
  name: Type.String({ minLength: 1, maxLength: 40 }),
  facilityId: Id,
  providerId: Nullable(Id),
  skills: Type.Array(Type.Enum(skills), { uniqueItems: true, minItems: 1 }),
  shiftFrom: Minute,
  shiftUntil: Minute,
  /** 1 is Monday, 7 Sunday. */
  weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { uniqueItems: true, minItems: 1 }),
  mode: Type.Enum(modes),
  /** The most minutes of travel and care in a day. */
  mostMinutes: Nullable(Minute),
  mealCapacity: Type.Integer({ minimum: 0, maximum: 500 }),
}
export const CarerSaving = Type.Object({
  key: Key,
  id: Type.Optional(Id),
  version: Type.Optional(Type.Integer()),
  phone: Type.Optional(Type.String({ pattern: '^[0-9+-]{5,20}$' })),
  activeFrom: DayText,
  activeUntil: Nullable(DayText),
  ...carerFacts,
})
export type CarerSaving = Static<typeof CarerSaving>
export const CarerRow = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  ...carerFacts,
  division: Type.String(),
  activeFrom: Type.String(),
  activeUntil: Nullable(Type.String()),
  facilityName: Type.String(),
  providerName: Nullable(Type.String()),
  /** The last four digits are enough to know whom one calls; null when none is recorded. */
  phoneEnd: Nullable(Type.String()),
  absences: Type.Array(
    Type.Object({
      id: Type.String(),
      firstDay: Type.String(),
      lastDay: Type.String(),
      fromMinute: Type.Integer(),
      reason: Type.String(),
    }),
  ),
})
export type CarerRow = Static<typeof CarerRow>
export const CarerList = Type.Object({ items: Type.Array(CarerRow) })
export type CarerList = Static<typeof CarerList>

/** A carer who cannot come; on the first day from a minute on, when she falls ill under way. */
export const AbsenceRecording = Type.Object({
  key: Key,
  firstDay: DayText,
  lastDay: DayText,
  fromMinute: Minute,
  reason: Type.String({ minLength: 1, maxLength: 100 }),
})
export type AbsenceRecording = Static<typeof AbsenceRecording>
export const AbsenceWithdrawal = Type.Object({ key: Key })

/** One township of the network: what stands in it and who is reached. */
export const TownshipNetwork = Type.Object({
  code: Type.String(),
  name: Type.String(),
  elders: Type.Integer(),
  villages: Type.Integer(),
  villagesServed: Type.Integer(),
  hubs: Type.Integer(),
  stations: Type.Integer(),
  institutions: Type.Integer(),
  canteens: Type.Integer(),
  beds: Type.Integer(),
  nursingBeds: Type.Integer(),
  dayPlaces: Type.Integer(),
  meals: Type.Integer(),
  carers: Type.Integer(),
})
export type TownshipNetwork = Static<typeof TownshipNetwork>
export const Network = Type.Object({
  townships: Type.Array(TownshipNetwork),
  /** Villages in nobody's catchment. */
  unserved: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), elders: Type.Integer() })),
  /** The share of beds that are nursing beds, of all beds, by class of institution. */
  institutions: Type.Array(
    Type.Object({
      class: Nullable(Type.Enum(institutionClasses)),
      count: Type.Integer(),
      beds: Type.Integer(),
      nursingBeds: Type.Integer(),
    }),
  ),
})
export type Network = Static<typeof Network>

/** The villages with their points and their elders: what maps show and plans of places begin with. */
export const VillagePoint = Type.Object({
  code: Type.String(),
  name: Type.String(),
  longitude: Nullable(Type.Number()),
  latitude: Nullable(Type.Number()),
  elders: Type.Integer(),
})
export type VillagePoint = Static<typeof VillagePoint>
export const VillagePointList = Type.Object({ items: Type.Array(VillagePoint) })
export type VillagePointList = Static<typeof VillagePointList>

/** Where a village or town is on the map. */
export const VillagePointSaving = Type.Object({
  key: Key,
  code: Type.String({ pattern: '^[0-9]{9}([0-9]{3})?$' }),
  longitude: Longitude,
  latitude: Latitude,
})
export type VillagePointSaving = Static<typeof VillagePointSaving>
/** Characters of a table of positions; a longer one is no table of villages. */
export const mostTableCharacters = 1_000_000
/**
 * The positions of many villages as the text of a table: columns 区划代码, 经度, 纬度 and, where there is one, 名称.
 * Degrees of CGCS2000 or WGS-84; what map services of China show (GCJ-02) lies some hundred metres beside it.
 */
export const VillagePointsImport = Type.Object({
  key: Key,
  csv: Type.String({ minLength: 1, maxLength: mostTableCharacters }),
})
export type VillagePointsImport = Static<typeof VillagePointsImport>
/** How many villages are on the map by it, whether they were before or not. */
export const VillagePointsImported = Type.Object({ count: Type.Integer() })
export type VillagePointsImported = Static<typeof VillagePointsImported>

/** What is wrong with a line of the table; lines count as spreadsheets count them. */
export type VillagePointFault =
  | { readonly line: number; readonly code: 'code-malformed'; readonly text: string }
  | { readonly line: number; readonly code: 'code-unknown'; readonly division: string }
  | { readonly line: number; readonly code: 'name-differs'; readonly name: string; readonly known: string }
  | { readonly line: number; readonly code: 'not-degrees'; readonly text: string }
  | { readonly line: number; readonly code: 'swapped'; readonly longitude: number; readonly latitude: number }
  | { readonly line: number; readonly code: 'outside-china'; readonly longitude: number; readonly latitude: number }
  | { readonly line: number; readonly code: 'twice'; readonly before: number }

/** Where a household lives, as it was found at its door. */
export const HouseholdPointSaving = Type.Object({
  key: Key,
  householdId: Id,
  longitude: Longitude,
  latitude: Latitude,
})
export type HouseholdPointSaving = Static<typeof HouseholdPointSaving>

export const FacilityDone = Type.Object({ id: Type.String() })
export type FacilityDone = Static<typeof FacilityDone>

export type FacilityRefusal =
  | { readonly code: 'facility-not-found' }
  | { readonly code: 'facility-changed-meanwhile' }
  | { readonly code: 'facility-outside-your-place' }
  | { readonly code: 'facility-wrong-level'; readonly kind: FacilityKind }
  | { readonly code: 'facility-class-missing' }
  | { readonly code: 'facility-class-unasked' }
  | { readonly code: 'facility-nursing-beds-over' }
  | { readonly code: 'facility-centre-twice' }
  | { readonly code: 'facility-catchment-outside'; readonly division: string }
  | { readonly code: 'facility-still-staffed'; readonly carers: number }
  | { readonly code: 'facility-still-cooks'; readonly agreements: number }
  | { readonly code: 'facility-division-unknown'; readonly division: string }
  | { readonly code: 'facility-closes-before-opening' }
  | { readonly code: 'facility-closed' }
  | { readonly code: 'provider-not-found' }
  | { readonly code: 'provider-name-taken' }
  | { readonly code: 'provider-credit-code-invalid' }
  | { readonly code: 'carer-not-found' }
  | { readonly code: 'carer-shift-backwards' }
  | { readonly code: 'absence-backwards' }
  | { readonly code: 'absence-overlaps' }
  | { readonly code: 'absence-not-found' }
  | { readonly code: 'point-household-not-found' }
  | { readonly code: 'village-points-unreadable'; readonly line: number }
  | { readonly code: 'village-points-without-header' }
  | { readonly code: 'village-points-empty' }
  | { readonly code: 'village-points-too-many'; readonly most: number }
  | { readonly code: 'village-points-faulty'; readonly count: number; readonly faults: readonly VillagePointFault[] }
