/** Every way the generator says no. The Chinese text of each is in messages.zh.ts. */
export type CountyFault =
  | { readonly code: 'option-unknown'; readonly detail: string }
  | { readonly code: 'option-missing'; readonly option: string }
  | { readonly code: 'division-unknown'; readonly division: string }
  | { readonly code: 'division-has-no-villages'; readonly division: string; readonly name: string }
  | { readonly code: 'province-without-census'; readonly division: string }
  | { readonly code: 'number-out-of-range'; readonly option: string; readonly given: string; readonly range: string }
  | { readonly code: 'day-unreadable'; readonly given: string }
  | { readonly code: 'folder-unwritable'; readonly folder: string; readonly detail: string }
  | { readonly code: 'census-file-unreadable'; readonly file: string; readonly detail: string }
  | { readonly code: 'census-row-missing'; readonly file: string; readonly division: string }
  | {
      readonly code: 'census-cell-missing'
      readonly file: string
      readonly division: string
      readonly header: string
    }
