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
    path: 'floats',
    lazy: async () => ({ Component: (await import('#web/features/ledger/floats-page.tsx')).FloatsPage }),
  },
  {
    path: 'floats/:division',
    lazy: async () => ({ Component: (await import('#web/features/ledger/float-page.tsx')).FloatPage }),
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
