export * from './contract-correction.ts'
export * from './contract-dispatch.ts'
export * from './contract-visits.ts'

/** What elder care refuses, each with what it is about. */
export type ElderCareRefusal =
  | { readonly code: 'elder-not-found' }
  | { readonly code: 'elder-too-young'; readonly age: number }
  | { readonly code: 'difficulty-known' }
  | { readonly code: 'difficulty-not-found' }
  | { readonly code: 'difficulty-days-backwards' }
  | { readonly code: 'care-plan-not-found' }
  | { readonly code: 'care-plan-running' }
  | { readonly code: 'care-plan-changed-meanwhile' }
  | { readonly code: 'care-plan-rhythm' }
  | { readonly code: 'care-plan-window-too-short'; readonly minutes: number }
  | { readonly code: 'care-plan-days-backwards' }
  | { readonly code: 'care-plan-needs-canteen' }
  | { readonly code: 'care-plan-no-canteen' }
  | { readonly code: 'care-plan-ground-missing'; readonly ground: 'assessment' | 'special-difficulty' }
  | { readonly code: 'care-plan-canteen-unknown' }
  | { readonly code: 'care-plan-carer-cannot' }
  | { readonly code: 'care-plan-carer-refused' }
  | { readonly code: 'care-plan-carer-unknown' }
  | { readonly code: 'care-plan-replaces-another' }
  | { readonly code: 'care-standard-missing'; readonly standard: string }
  | { readonly code: 'visit-not-found' }
  | { readonly code: 'visit-changed-meanwhile' }
  | { readonly code: 'visit-not-in-this-state' }
  | { readonly code: 'visit-not-yet' }
  | { readonly code: 'visit-times-backwards' }
  | { readonly code: 'visit-not-by-phone' }
  | { readonly code: 'visit-made-on-other-day' }
  | { readonly code: 'visit-carer-missing'; readonly carers: number }
  | { readonly code: 'visit-carer-unknown' }
  | { readonly code: 'visit-settled'; readonly settlement: string; readonly provider: string; readonly month: string }
  | { readonly code: 'visit-nothing-corrected' }
  | { readonly code: 'dispatch-is-county' }
  | { readonly code: 'dispatch-day-past' }
  | { readonly code: 'dispatch-no-visits' }
  | { readonly code: 'dispatch-too-many-at-once' }
  | { readonly code: 'dispatch-no-carers' }
  | { readonly code: 'dispatch-plan-not-found' }
  | { readonly code: 'dispatch-plan-changed-meanwhile' }
  | { readonly code: 'dispatch-plan-broken'; readonly visits: number }
  | { readonly code: 'dispatch-move-impossible'; readonly reason: string }
  | { readonly code: 'settlement-not-found' }
  | { readonly code: 'settlement-changed-meanwhile' }
  | { readonly code: 'settlement-nothing-owed' }
  | { readonly code: 'settlement-undecided'; readonly visits: number }
  | { readonly code: 'settlement-month-running' }
  | { readonly code: 'settlement-exists' }
  | { readonly code: 'settlement-needs-second-person' }
  | { readonly code: 'settlement-not-in-this-state' }
