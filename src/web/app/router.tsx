import { createBrowserRouter, type RouteObject } from 'react-router'
import { Layout } from '#web/app/layout.tsx'
import { NotFound } from '#web/app/not-found.tsx'
import { SignInPage } from '#web/features/session/sign-in-page.tsx'

/** Pages load when they are first opened, so that the sign-in page comes at once. */
const pages: RouteObject[] = [
  {
    index: true,
    lazy: async () => ({ Component: (await import('#web/features/workbench/workbench-page.tsx')).WorkbenchPage }),
  },
  {
    path: 'signals',
    lazy: async () => ({ Component: (await import('#web/features/signals/signals-page.tsx')).SignalsPage }),
  },
  {
    path: 'signals/:id',
    lazy: async () => ({ Component: (await import('#web/features/signals/signal-page.tsx')).SignalPage }),
  },
  {
    path: 'households',
    lazy: async () => ({ Component: (await import('#web/features/households/households-page.tsx')).HouseholdsPage }),
  },
  {
    path: 'households/:id',
    lazy: async () => ({ Component: (await import('#web/features/households/household-page.tsx')).HouseholdPage }),
  },
  {
    path: 'cases',
    lazy: async () => ({ Component: (await import('#web/features/cases/cases-page.tsx')).CasesPage }),
  },
  {
    path: 'cases/new',
    lazy: async () => ({ Component: (await import('#web/features/cases/intake-page.tsx')).IntakePage }),
  },
  {
    path: 'cases/:id',
    lazy: async () => ({ Component: (await import('#web/features/cases/case-page.tsx')).CasePage }),
  },
  {
    path: 'case-meeting',
    lazy: async () => ({ Component: (await import('#web/features/cases/meeting-page.tsx')).MeetingPage }),
  },
  {
    path: 'rechecks',
    lazy: async () => ({ Component: (await import('#web/features/cases/rechecks-page.tsx')).RechecksPage }),
  },
  {
    path: 'referrals',
    lazy: async () => ({ Component: (await import('#web/features/cases/referrals-page.tsx')).ReferralsPage }),
  },
  {
    path: 'escalations',
    lazy: async () => ({ Component: (await import('#web/features/cases/escalations-page.tsx')).EscalationsPage }),
  },
  {
    path: 'quick-aids',
    lazy: async () => ({ Component: (await import('#web/features/temporary-assistance/aids-page.tsx')).AidsPage }),
  },
  {
    path: 'quick-aids/new',
    lazy: async () => ({
      Component: (await import('#web/features/temporary-assistance/aid-form-page.tsx')).AidFormPage,
    }),
  },
  {
    path: 'quick-aids/:id',
    lazy: async () => ({ Component: (await import('#web/features/temporary-assistance/aid-page.tsx')).AidPage }),
  },
  {
    path: 'ability-assessments',
    lazy: async () => ({ Component: (await import('#web/features/ability/abilities-page.tsx')).AbilitiesPage }),
  },
  {
    path: 'ability-assessments/new',
    lazy: async () => ({ Component: (await import('#web/features/ability/open-page.tsx')).AbilityOpenPage }),
  },
  {
    path: 'ability-assessments/:id',
    lazy: async () => ({ Component: (await import('#web/features/ability/ability-page.tsx')).AbilityPage }),
  },
  {
    path: 'care-network',
    lazy: async () => ({ Component: (await import('#web/features/facility/network-page.tsx')).NetworkPage }),
  },
  {
    path: 'facilities',
    lazy: async () => ({ Component: (await import('#web/features/facility/facilities-page.tsx')).FacilitiesPage }),
  },
  {
    path: 'care-providers',
    lazy: async () => ({ Component: (await import('#web/features/facility/providers-page.tsx')).ProvidersPage }),
  },
  {
    path: 'carers',
    lazy: async () => ({ Component: (await import('#web/features/facility/carers-page.tsx')).CarersPage }),
  },
  {
    path: 'care-plans',
    lazy: async () => ({ Component: (await import('#web/features/elder-care/plans-page.tsx')).PlansPage }),
  },
  {
    path: 'care-plans/new',
    lazy: async () => ({ Component: (await import('#web/features/elder-care/plan-form-page.tsx')).PlanFormPage }),
  },
  {
    path: 'care-visits',
    lazy: async () => ({ Component: (await import('#web/features/elder-care/visits-page.tsx')).VisitsPage }),
  },
  {
    path: 'check-visits',
    lazy: async () => ({ Component: (await import('#web/features/elder-care/progress-page.tsx')).ProgressPage }),
  },
  {
    path: 'care-settlements',
    lazy: async () => ({ Component: (await import('#web/features/elder-care/settlements-page.tsx')).SettlementsPage }),
  },
  {
    path: 'care-settlements/:id',
    lazy: async () => ({ Component: (await import('#web/features/elder-care/settlement-page.tsx')).SettlementPage }),
  },
  {
    path: 'dispatch',
    lazy: async () => ({ Component: (await import('#web/features/dispatch/board-page.tsx')).BoardPage }),
  },
  {
    path: 'dispatch/:day/sheets',
    lazy: async () => ({ Component: (await import('#web/features/dispatch/sheets-page.tsx')).SheetsPage }),
  },
  {
    path: 'siting',
    lazy: async () => ({ Component: (await import('#web/features/siting/siting-page.tsx')).SitingPage }),
  },
  {
    path: 'siting/scenarios',
    lazy: async () => ({ Component: (await import('#web/features/siting/scenarios-page.tsx')).ScenariosPage }),
  },
  {
    path: 'siting/compare',
    lazy: async () => ({ Component: (await import('#web/features/siting/compare-page.tsx')).ComparePage }),
  },
  {
    path: 'floats',
    lazy: async () => ({ Component: (await import('#web/features/ledger/floats-page.tsx')).FloatsPage }),
  },
  {
    path: 'floats/:division',
    lazy: async () => ({ Component: (await import('#web/features/ledger/float-page.tsx')).FloatPage }),
  },
  {
    path: 'payments',
    lazy: async () => ({ Component: (await import('#web/features/payments/payments-page.tsx')).PaymentsPage }),
  },
  {
    path: 'payments/:id',
    lazy: async () => ({ Component: (await import('#web/features/payments/batch-page.tsx')).PaymentBatchPage }),
  },
  {
    path: 'accounts',
    lazy: async () => ({ Component: (await import('#web/features/payments/accounts-page.tsx')).AccountsPage }),
  },
  {
    path: 'recoveries',
    lazy: async () => ({ Component: (await import('#web/features/payments/recoveries-page.tsx')).RecoveriesPage }),
  },
  {
    path: 'reports',
    lazy: async () => ({ Component: (await import('#web/features/payments/reports-page.tsx')).ReportsPage }),
  },
  {
    path: 'notice-board',
    lazy: async () => ({ Component: (await import('#web/features/notices/board-page.tsx')).BoardPage }),
  },
  {
    path: 'letters',
    lazy: async () => ({ Component: (await import('#web/features/notices/letters-page.tsx')).LettersPage }),
  },
  { path: 'feeds', lazy: async () => ({ Component: (await import('#web/features/feeds/feeds-page.tsx')).FeedsPage }) },
  {
    path: 'feeds/:id',
    lazy: async () => ({ Component: (await import('#web/features/feeds/batch-page.tsx')).BatchPage }),
  },
  {
    path: 'policies',
    lazy: async () => ({ Component: (await import('#web/features/policies/policies-page.tsx')).PoliciesPage }),
  },
  {
    path: 'policies/:folder',
    lazy: async () => ({ Component: (await import('#web/features/policies/policy-page.tsx')).PolicyPage }),
  },
  {
    path: 'policies/:folder/drafts/:id',
    lazy: async () => ({ Component: (await import('#web/features/policies/draft-page.tsx')).DraftPage }),
  },
  { path: '*', Component: NotFound },
]

export const router = createBrowserRouter([
  { path: '/sign-in', Component: SignInPage },
  { path: '/', Component: Layout, ErrorBoundary: NotFound, children: pages },
])
