// Written by `./doudi db types` from a migrated database. Do not edit.
import type { ColumnType, GeneratedAlways } from 'kysely'

/** int8: read as text, since a number would round it. */
export type BigIntText = ColumnType<string, string | number | bigint, string | number | bigint>
/** numeric: read as text with all its decimals. */
export type NumericText = ColumnType<string, string | number, string | number>
export type Instant = ColumnType<Date, Date | string, Date | string>
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue }
/** jsonb: written as JSON text, since the driver would take a list for an array of the database. */
export type Json = ColumnType<JsonValue, string, string>
/** May be left out when a row is written. */
type Default<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Nullable<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S | null, I | null | undefined, U | null> : T | null

export interface AbilityAssessment {
  id: GeneratedAlways<string>
  county: string
  division: string
  person_id: BigIntText
  reason: string
  status: Default<string>
  assessed_on: string
  place: Nullable<string>
  objected_id: Nullable<BigIntText>
  findings_cipher: Nullable<Buffer>
  score: Nullable<number>
  first_level: Nullable<number>
  adjustment: Nullable<string>
  level: Nullable<number>
  policies_digest: Nullable<string>
  recorded_by: BigIntText
  recorded_on: string
  signed_on: Nullable<string>
  confirmed_by: Nullable<BigIntText>
  confirmed_on: Nullable<string>
  next_due_on: Nullable<string>
  change_reported_on: Nullable<string>
  change_cipher: Nullable<Buffer>
  return_note: Nullable<string>
  objected_on: Nullable<string>
  objection_cipher: Nullable<Buffer>
  holds: Default<boolean>
  version: Default<number>
}

export interface AbilityAssessor {
  assessment_id: BigIntText
  county: string
  division: string
  seat: number
  name: string
  background: string
  employer: Nullable<string>
  signature: Nullable<string>
}

export interface AbilityScore {
  assessment_id: BigIntText
  county: string
  division: string
  item: string
  score: number
}

export interface AidInKind {
  id: GeneratedAlways<string>
  county: string
  division: string
  household_id: BigIntText
  case_id: Nullable<BigIntText>
  kind: string
  description: string
  provider: string
  value_fen: Nullable<BigIntText>
  given_on: string
  receiver: string
  officer_id: BigIntText
  recorded_at: Default<Instant>
}

export interface AssistanceCase {
  id: GeneratedAlways<string>
  county: string
  division: string
  household_id: BigIntText
  person_id: BigIntText
  programme: string
  status: string
  round: string
  step: string
  turn: string
  opened_on: string
  accepted_on: Nullable<string>
  step_due_on: Nullable<string>
  due_on: Nullable<string>
  yellow_on: Nullable<string>
  orange_on: Nullable<string>
  notice_closes_after: Nullable<string>
  paused: Default<boolean>
  near_relative: Default<boolean>
  sampled: Default<boolean>
  amount_fen: Nullable<BigIntText>
  proposed_fen: Nullable<BigIntText>
  recheck_due_on: Nullable<string>
  valid_until: Nullable<string>
  signal_id: Nullable<BigIntText>
  version: Default<number>
}

export interface AssistanceEvent {
  case_id: BigIntText
  seq: number
  county: string
  division: string
  type: string
  day: string
  data: Json
  officer_id: Nullable<BigIntText>
  recorded_at: Default<Instant>
}

export interface AssistanceFinding {
  id: GeneratedAlways<string>
  county: string
  division: string
  case_id: BigIntText
  as_of: string
  known_at: Instant
  policies_digest: string
  answer: string
  recorded_at: Default<Instant>
}

export interface AuditEntry {
  id: GeneratedAlways<string>
  county: string
  division: string
  officer_id: Nullable<BigIntText>
  post_id: Nullable<BigIntText>
  action: string
  subject: string
  detail: Default<Json>
  happened_at: Instant
  previous_digest: string
  digest: string
}

export interface Batch {
  id: GeneratedAlways<string>
  county: string
  division: string
  feed: string
  file_name: string
  digest: string
  data_through: Nullable<string>
  status: Default<string>
  rows: Default<number>
  accepted: Default<number>
  unchanged: Default<number>
  quarantined: Default<number>
  review: Default<number>
  facts: Default<number>
  quality: Default<Json>
  refusal: Nullable<Json>
  officer_id: Nullable<BigIntText>
  received_at: Default<Instant>
  finished_at: Nullable<Instant>
  withdrawn_at: Nullable<Instant>
}

export interface BulkItem {
  run_id: BigIntText
  case_id: BigIntText
  county: string
  division: string
  status: Default<string>
  refusal: Nullable<Json>
}

export interface BulkRun {
  id: GeneratedAlways<string>
  county: string
  division: string
  step: string
  officer_id: BigIntText
  post_id: BigIntText
  today: string
  status: Default<string>
  total: number
  created_at: Default<Instant>
  finished_at: Nullable<Instant>
}

export interface CareAssignment {
  visit_id: BigIntText
  part: number
  county: string
  division: string
  carer_id: BigIntText
  starts_at: number
  provider_id: Nullable<BigIntText>
}

export interface CarePlan {
  id: GeneratedAlways<string>
  county: string
  division: string
  household_id: BigIntText
  person_id: BigIntText
  service: string
  ground: string
  weekdays: Default<number[]>
  monthly: Default<number>
  window_from: number
  window_until: number
  canteen_id: Nullable<BigIntText>
  usual_carer_id: Nullable<BigIntText>
  refused_carer_ids: Default<string[]>
  first_day: string
  last_day: Nullable<string>
  note: Default<string>
  ended_on: Nullable<string>
  officer_id: BigIntText
  version: Default<number>
}

export interface CareProvider {
  id: GeneratedAlways<string>
  county: string
  division: string
  name: string
  kind: string
  credit_code: Nullable<string>
  contact: Default<string>
  closed_on: Nullable<string>
  version: Default<number>
}

export interface CareSettlement {
  id: GeneratedAlways<string>
  county: string
  division: string
  provider_id: BigIntText
  month: string
  status: Default<string>
  visits: number
  undecided: Default<number>
  total_fen: BigIntText
  public_fen: BigIntText
  own_fen: BigIntText
  prepared_by: BigIntText
  prepared_on: string
  approved_by: Nullable<BigIntText>
  approved_on: Nullable<string>
  entry_id: Nullable<BigIntText>
  version: Default<number>
}

export interface CareSettlementLine {
  settlement_id: BigIntText
  visit_id: BigIntText
  provider_id: BigIntText
  county: string
  division: string
  price_fen: BigIntText
  public_fen: BigIntText
  basis: string
  withdrawn: Default<boolean>
}

export interface CareVisit {
  id: GeneratedAlways<string>
  county: string
  division: string
  plan_id: BigIntText
  household_id: BigIntText
  person_id: BigIntText
  service: string
  day: string
  month: string
  turn: Default<number>
  window_from: number
  window_until: number
  minutes: number
  carers_needed: number
  price_fen: BigIntText
  status: Default<string>
  reason: Nullable<string>
  made_on: Nullable<string>
  arrived_at: Nullable<number>
  left_at: Nullable<number>
  longitude: Nullable<number>
  latitude: Nullable<number>
  way: Nullable<string>
  note: Nullable<string>
  recorded_by: Nullable<BigIntText>
  recorded_at: Nullable<Instant>
  version: Default<number>
}

export interface CareVisitCorrection {
  id: GeneratedAlways<string>
  visit_id: BigIntText
  county: string
  division: string
  made_on: string
  arrived_at: number
  left_at: number
  longitude: Nullable<number>
  latitude: Nullable<number>
  way: string
  note: Nullable<string>
  carer_ids: string[]
  recorded_by: Nullable<BigIntText>
  recorded_at: Nullable<Instant>
  reason: string
  officer_id: BigIntText
  corrected_at: Default<Instant>
}

export interface Carer {
  id: GeneratedAlways<string>
  county: string
  division: string
  name: string
  phone_cipher: Nullable<Buffer>
  provider_id: Nullable<BigIntText>
  facility_id: BigIntText
  skills: string[]
  shift_from: number
  shift_until: number
  weekdays: number[]
  mode: string
  most_minutes: Nullable<number>
  meal_capacity: Default<number>
  active_from: string
  active_until: Nullable<string>
  version: Default<number>
}

export interface CarerAbsence {
  id: GeneratedAlways<string>
  carer_id: BigIntText
  county: string
  division: string
  first_day: string
  last_day: string
  from_minute: Default<number>
  reason: string
  officer_id: BigIntText
  withdrawn_on: Nullable<string>
}

export interface CommandReceipt {
  key: string
  officer_id: BigIntText
  command: string
  answer: Json
  done_at: Default<Instant>
}

export interface Coverage {
  county: string
  division: string
  fact: string
  through: string
  batch_id: BigIntText
  recorded_at: Default<Instant>
  superseded_at: Nullable<Instant>
}

export interface Determination {
  id: GeneratedAlways<string>
  county: string
  division: string
  household_id: BigIntText
  as_of: string
  category: Nullable<string>
  amount: Nullable<NumericText>
  income: Nullable<NumericText>
  income_per_head: Nullable<NumericText>
  size: Nullable<number>
  register_category: Nullable<string>
  register_amount: Nullable<NumericText>
  sweep_id: BigIntText
  recorded_at: Default<Instant>
  superseded_at: Nullable<Instant>
}

export interface DispatchPlan {
  id: GeneratedAlways<string>
  county: string
  division: string
  day: string
  status: Default<string>
  cause: string
  before_id: Nullable<BigIntText>
  answer: Nullable<Json>
  seconds: number
  officer_id: BigIntText
  made_at: Default<Instant>
  published_at: Nullable<Instant>
}

export interface Division {
  code: string
  name: string
  level: string
  parent: Nullable<string>
  valid_from: string
  valid_until: Nullable<string>
  successor: Nullable<string>
}

export interface DivisionPoint {
  code: string
  county: string
  longitude: number
  latitude: number
  source: string
}

export interface ElderDifficulty {
  id: GeneratedAlways<string>
  county: string
  division: string
  household_id: BigIntText
  person_id: BigIntText
  category: string
  first_day: string
  until: Nullable<string>
  officer_id: BigIntText
}

export interface Entitlement {
  id: GeneratedAlways<string>
  county: string
  division: string
  case_id: BigIntText
  household_id: BigIntText
  programme: string
  payee_person_id: BigIntText
  from_month: string
  until_month: Nullable<string>
  basic_fen: BigIntText
  uplift_fen: BigIntText
  care_fen: BigIntText
  decision: string
  decided_on: string
  ended_by: Nullable<string>
  flag: Nullable<string>
  flagged_on: Nullable<string>
  officer_id: BigIntText
  recorded_at: Default<Instant>
  superseded_at: Nullable<Instant>
}

export interface EntitlementAdjustment {
  id: GeneratedAlways<string>
  county: string
  division: string
  case_id: BigIntText
  entitlement_id: BigIntText
  month: string
  amount_fen: BigIntText
  decision: string
  recovery_id: Nullable<BigIntText>
  line_id: Nullable<BigIntText>
  recorded_at: Default<Instant>
  voided_at: Nullable<Instant>
}

export interface EntitlementMember {
  entitlement_id: BigIntText
  person_id: BigIntText
  county: string
  division: string
}

export interface Episode {
  id: GeneratedAlways<string>
  county: string
  division: string
  household_id: BigIntText
  code: string
  began_on: string
  ended_on: Nullable<string>
  began_sweep: BigIntText
  ended_sweep: Nullable<BigIntText>
}

export interface Escalation {
  id: GeneratedAlways<string>
  county: string
  division: string
  subject: string
  clock: string
  level: string
  due_on: string
  told_role: string
  raised_on: string
  settled_on: Nullable<string>
}

export interface Facility {
  id: GeneratedAlways<string>
  county: string
  division: string
  kind: string
  name: string
  address: Default<string>
  longitude: number
  latitude: number
  institution_class: Nullable<string>
  provider_id: Nullable<BigIntText>
  beds: Default<number>
  nursing_beds: Default<number>
  day_places: Default<number>
  meals: Default<number>
  opened_on: string
  closed_on: Nullable<string>
  version: Default<number>
}

export interface FacilityCatchment {
  facility_id: BigIntText
  serves: string
  county: string
  division: string
}

export interface Fact {
  county: string
  division: string
  subject: string
  subject_id: BigIntText
  fact: string
  instance: Default<string>
  number_value: Nullable<NumericText>
  text_value: Nullable<string>
  day_value: Nullable<string>
  valid_from: string
  valid_until: Nullable<string>
  batch_id: BigIntText
  line: number
  recorded_at: Default<Instant>
  superseded_at: Nullable<Instant>
  superseded_by: Nullable<BigIntText>
}

export interface HeldRow {
  id: GeneratedAlways<string>
  county: string
  division: string
  batch_id: BigIntText
  kind: string
  line: number
  column_header: Nullable<string>
  code: string
  content_cipher: Buffer
  status: Default<string>
  resolved_at: Nullable<Instant>
  resolved_by: Nullable<BigIntText>
  person_id: Nullable<BigIntText>
}

export interface Household {
  id: GeneratedAlways<string>
  county: string
  division: string
  number: string
  address: Nullable<string>
  batch_id: BigIntText
  recorded_at: Default<Instant>
}

export interface HouseholdPoint {
  household_id: BigIntText
  county: string
  division: string
  longitude: number
  latitude: number
  source: string
  recorded_at: Default<Instant>
}

export interface LedgerAccount {
  id: GeneratedAlways<string>
  county: string
  division: string
  kind: string
  balance_fen: Default<BigIntText>
  yearly_fen: Nullable<BigIntText>
  opened_at: Default<Instant>
}

export interface LedgerEntry {
  id: GeneratedAlways<string>
  county: string
  division: string
  kind: string
  occurred_on: string
  subject: string
  memo: string
  officer_id: BigIntText
  reverses: Nullable<BigIntText>
  recorded_at: Default<Instant>
}

export interface LedgerLine {
  entry_id: BigIntText
  line: number
  county: string
  division: string
  account_id: BigIntText
  amount_fen: BigIntText
}

export interface Letter {
  id: GeneratedAlways<string>
  county: string
  division: string
  household_id: BigIntText
  case_id: BigIntText
  kind: string
  office: string
  year: number
  serial: number
  number: string
  addressee_cipher: Buffer
  issued_on: string
  issued_by: BigIntText
  content_cipher: Buffer
  recorded_at: Default<Instant>
  delivered_on: Nullable<string>
  delivery_way: Nullable<string>
  delivery_note: Nullable<string>
  delivery_by: Nullable<BigIntText>
}

export interface LetterSeries {
  office: string
  kind: string
  year: number
  last: number
}

export interface MasterKey {
  only_row: Default<boolean>
  fingerprint: Buffer
}

export interface Membership {
  id: GeneratedAlways<string>
  county: string
  division: string
  household_id: BigIntText
  person_id: BigIntText
  relation: string
  valid_from: string
  valid_until: Nullable<string>
  batch_id: BigIntText
  recorded_at: Default<Instant>
  superseded_at: Nullable<Instant>
  superseded_by: Nullable<BigIntText>
}

export interface Officer {
  id: GeneratedAlways<string>
  login: string
  name: string
  password_hash: string
  failed_attempts: Default<number>
  locked_until: Nullable<Instant>
  created_at: Default<Instant>
  disabled_at: Nullable<Instant>
}

export interface PaymentAccount {
  id: GeneratedAlways<string>
  county: string
  division: string
  person_id: BigIntText
  holder_name: string
  bank: string
  number_cipher: Buffer
  number_blind: Buffer
  number_tail: string
  other_holder: boolean
  agreement: Nullable<string>
  entered_by: BigIntText
  entered_on: string
  confirmed_by: Nullable<BigIntText>
  confirmed_on: Nullable<string>
  rejected_by: Nullable<BigIntText>
  rejected_reason: Nullable<string>
  recorded_at: Default<Instant>
  superseded_at: Nullable<Instant>
}

export interface PaymentBatch {
  id: GeneratedAlways<string>
  county: string
  division: string
  month: string
  programmes: Nullable<string[]>
  status: Default<string>
  prepared_by: BigIntText
  prepared_on: string
  built_at: Instant
  approved_by: Nullable<BigIntText>
  approved_on: Nullable<string>
  sent_on: Nullable<string>
  settled_on: Nullable<string>
  lines: Default<number>
  held: Default<number>
  total_fen: Default<BigIntText>
  version: Default<number>
}

export interface PaymentCover {
  person_id: BigIntText
  programme: string
  month: string
  case_id: BigIntText
  line_id: BigIntText
  county: string
  division: string
}

export interface PaymentFile {
  batch_id: BigIntText
  profile: string
  county: string
  division: string
  name: string
  sm3: string
  sha256: string
  lines: number
  total_fen: BigIntText
  officer_id: BigIntText
  written_at: Default<Instant>
}

export interface PaymentLine {
  id: GeneratedAlways<string>
  county: string
  division: string
  township: string
  batch_id: BigIntText
  kind: string
  month: string
  case_id: BigIntText
  entitlement_id: BigIntText
  household_id: BigIntText
  programme: string
  payee_person_id: BigIntText
  account_id: Nullable<BigIntText>
  account_changed: Default<boolean>
  basic_fen: BigIntText
  uplift_fen: BigIntText
  care_fen: BigIntText
  adjustment_fen: BigIntText
  recovery_fen: BigIntText
  total_fen: BigIntText
  status: string
  holds: Default<string[]>
  hold_note: Nullable<string>
  decided_by: Nullable<BigIntText>
  decided_on: Nullable<string>
  decided_reason: Nullable<string>
  again: Default<boolean>
  reissues: Nullable<BigIntText>
  returned_money: Default<boolean>
  bank_line: Nullable<number>
  returned_on: Nullable<string>
  returned_reason: Nullable<string>
}

export interface Person {
  id: GeneratedAlways<string>
  county: string
  division: string
  resident_id_cipher: Nullable<Buffer>
  resident_id_blind: Nullable<Buffer>
  resident_id_tail: Nullable<string>
  name: string
  pinyin: string
  initials: string
  sex: Nullable<string>
  birth_day: Nullable<string>
  phone_cipher: Nullable<Buffer>
  phone_blind: Nullable<Buffer>
  batch_id: BigIntText
  recorded_at: Default<Instant>
}

export interface PolicyDraft {
  id: GeneratedAlways<string>
  county: string
  division: string
  folder: string
  title: string
  reason: Default<string>
  status: Default<string>
  author_id: BigIntText
  confirmer_id: Nullable<BigIntText>
  effective_on: Nullable<string>
  note: Nullable<string>
  digest: Nullable<string>
  simulation: Nullable<Json>
  version: Default<number>
  created_at: Default<Instant>
  updated_at: Default<Instant>
  submitted_at: Nullable<Instant>
  decided_at: Nullable<Instant>
}

export interface PolicyDraftFile {
  draft_id: BigIntText
  county: string
  division: string
  folder: string
  file: string
  base_text: string
  text: string
}

export interface Post {
  id: GeneratedAlways<string>
  officer_id: BigIntText
  role: string
  division: string
  title: string
}

export interface PublicNotice {
  id: GeneratedAlways<string>
  county: string
  division: string
  case_id: BigIntText
  household_id: BigIntText
  programme: string
  applicant_name: string
  household_size: number
  proposed_fen: BigIntText
  posted_on: string
  closes_after: string
  hotline: Nullable<string>
  withdrawn_on: Nullable<string>
  posted_by: BigIntText
  recorded_at: Default<Instant>
}

export interface QuickAid {
  id: GeneratedAlways<string>
  county: string
  division: string
  status: Default<string>
  cause: string
  story: string
  registration_kind: string
  is_local: boolean
  name_cipher: Buffer
  resident_id_cipher: Nullable<Buffer>
  resident_id_index: Nullable<Buffer>
  no_id_reason: Nullable<string>
  amount_fen: BigIntText
  cap_fen: BigIntText
  requested_on: string
  finish_by: string
  requested_by: BigIntText
  approved_by: Nullable<BigIntText>
  approved_on: Nullable<string>
  rejected_by: Nullable<BigIntText>
  rejected_reason: Nullable<string>
  paid_by: Nullable<BigIntText>
  paid_on: Nullable<string>
  receiver: Nullable<string>
  voucher: Nullable<string>
  entry_id: Nullable<BigIntText>
  papers_due_on: Nullable<string>
  papers_note: Nullable<string>
  papers_done_on: Nullable<string>
  returned_on: Nullable<string>
  returned_reason: Nullable<string>
  version: Default<number>
}

export interface Recovery {
  id: GeneratedAlways<string>
  county: string
  division: string
  case_id: BigIntText
  household_id: BigIntText
  payee_person_id: BigIntText
  programme: string
  from_month: string
  until_month: string
  amount_fen: BigIntText
  recovered_fen: Default<BigIntText>
  decision: string
  cause: Default<string>
  way: Nullable<string>
  monthly_fen: Nullable<BigIntText>
  status: Default<string>
  opened_on: string
  planned_by: Nullable<BigIntText>
  planned_on: Nullable<string>
  version: Default<number>
}

export interface RecoveryReceipt {
  id: GeneratedAlways<string>
  county: string
  division: string
  recovery_id: BigIntText
  amount_fen: BigIntText
  line_id: Nullable<BigIntText>
  received_on: Nullable<string>
  officer_id: BigIntText
  note: Nullable<string>
}

export interface Referral {
  id: GeneratedAlways<string>
  county: string
  division: string
  household_id: BigIntText
  case_id: Nullable<BigIntText>
  department: string
  ask: string
  asked_by: BigIntText
  asked_on: string
  due_on: string
  result: Nullable<string>
  answer: Nullable<string>
  answered_by: Nullable<BigIntText>
  answered_on: Nullable<string>
  version: Default<number>
}

export interface RegisterChange {
  id: GeneratedAlways<string>
  county: string
  division: string
  batch_id: BigIntText
  subject: string
  subject_id: BigIntText
  before: Json
  recorded_at: Default<Instant>
}

export interface Session {
  token_digest: Buffer
  officer_id: BigIntText
  post_id: BigIntText
  created_at: Default<Instant>
  last_seen_at: Default<Instant>
  expires_at: Instant
}

export interface Signal {
  id: GeneratedAlways<string>
  county: string
  division: string
  household_id: BigIntText
  episode_id: BigIntText
  code: string
  level: string
  route: string
  evidence: string
  evidence_facts: Json
  as_of: string
  raised_on: string
  due_on: string
  clock: Json
  owner_role: string
  owner_post_id: Nullable<BigIntText>
  assigned_to: Nullable<BigIntText>
  status: Default<string>
  result: Nullable<string>
  result_note: Nullable<string>
  closed_at: Nullable<Instant>
  closed_by: Nullable<BigIntText>
  version: Default<number>
}

export interface SignalEvent {
  id: GeneratedAlways<string>
  county: string
  division: string
  signal_id: BigIntText
  kind: string
  officer_id: Nullable<BigIntText>
  happened_at: Default<Instant>
  detail: Default<Json>
}

export interface SitingScenario {
  id: GeneratedAlways<string>
  county: string
  division: string
  name: string
  question: Json
  answer: Json
  officer_id: BigIntText
  created_on: string
  removed_on: Nullable<string>
}

export interface Snapshot {
  id: GeneratedAlways<string>
  county: string
  division: string
  as_of: string
  scope: string
  path: string
  households: number
  people: number
  created_at: Default<Instant>
}

export interface Sweep {
  id: GeneratedAlways<string>
  county: string
  division: string
  as_of: string
  scope: string
  policies_digest: string
  households: number
  determinations: number
  changes: number
  signals_raised: number
  seconds: NumericText
  finished_at: Default<Instant>
}

export interface TouchedHousehold {
  household_id: BigIntText
  county: string
  division: string
  touched_at: Default<Instant>
}

export interface DB {
  ability_assessment: AbilityAssessment
  ability_assessor: AbilityAssessor
  ability_score: AbilityScore
  aid_in_kind: AidInKind
  assistance_case: AssistanceCase
  assistance_event: AssistanceEvent
  assistance_finding: AssistanceFinding
  audit_entry: AuditEntry
  batch: Batch
  bulk_item: BulkItem
  bulk_run: BulkRun
  care_assignment: CareAssignment
  care_plan: CarePlan
  care_provider: CareProvider
  care_settlement: CareSettlement
  care_settlement_line: CareSettlementLine
  care_visit: CareVisit
  care_visit_correction: CareVisitCorrection
  carer: Carer
  carer_absence: CarerAbsence
  command_receipt: CommandReceipt
  coverage: Coverage
  determination: Determination
  dispatch_plan: DispatchPlan
  division: Division
  division_point: DivisionPoint
  elder_difficulty: ElderDifficulty
  entitlement: Entitlement
  entitlement_adjustment: EntitlementAdjustment
  entitlement_member: EntitlementMember
  episode: Episode
  escalation: Escalation
  facility: Facility
  facility_catchment: FacilityCatchment
  fact: Fact
  held_row: HeldRow
  household: Household
  household_point: HouseholdPoint
  ledger_account: LedgerAccount
  ledger_entry: LedgerEntry
  ledger_line: LedgerLine
  letter: Letter
  letter_series: LetterSeries
  master_key: MasterKey
  membership: Membership
  officer: Officer
  payment_account: PaymentAccount
  payment_batch: PaymentBatch
  payment_cover: PaymentCover
  payment_file: PaymentFile
  payment_line: PaymentLine
  person: Person
  policy_draft: PolicyDraft
  policy_draft_file: PolicyDraftFile
  post: Post
  public_notice: PublicNotice
  quick_aid: QuickAid
  recovery: Recovery
  recovery_receipt: RecoveryReceipt
  referral: Referral
  register_change: RegisterChange
  session: Session
  signal: Signal
  signal_event: SignalEvent
  siting_scenario: SitingScenario
  snapshot: Snapshot
  sweep: Sweep
  touched_household: TouchedHousehold
}
