import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useSyncExternalStore } from 'react'
import { RouterProvider } from 'react-router'
import { lost, Problem } from '#web/request.ts'
import { router } from '#web/app/router.tsx'
import { frameText } from '#web/app/text.zh.ts'

lost.message = frameText.lost

/** When the session has ended anywhere, the next page is the sign-in page. */
function onProblem(problem: unknown): void {
  if (problem instanceof Problem && problem.code === 'not-signed-in' && !location.pathname.startsWith('/sign-in')) {
    queries.clear()
    void router.navigate(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
  }
}

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: onProblem }),
  mutationCache: new MutationCache({ onError: onProblem }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, problem) => count < 1 && problem instanceof Problem && problem.status === 0,
    },
  },
})

const theme = {
  token: {
    colorPrimary: '#14609c',
    colorInfo: '#14609c',
    colorError: '#c62828',
    colorWarning: '#b35900',
    colorSuccess: '#1e7a46',
    colorWarningBg: '#fff6ec',
    colorWarningBorder: '#f0cfa5',
    colorErrorBg: '#fdf2f1',
    colorErrorBorder: '#eec3c0',
    colorSuccessBg: '#edf7f0',
    colorSuccessBorder: '#bfe0cb',
    colorInfoBg: '#edf4fa',
    colorInfoBorder: '#c3dbee',
    colorTextSecondary: '#5b6876',
    colorTextTertiary: '#5b6876',
    colorTextPlaceholder: '#6b7785',
    colorBgLayout: '#f4f6f8',
    borderRadius: 6,
    fontFamily: 'inherit',
  },
  components: { Table: { cellPaddingBlockSM: 8, headerBg: '#f8fafb' } },
}

/** Whoever has told the system that movement disturbs them sees none: dialogs and menus are there at once. */
const stillMedia = window.matchMedia('(prefers-reduced-motion: reduce)')

function followStill(changed: () => void): () => void {
  stillMedia.addEventListener('change', changed)
  return () => stillMedia.removeEventListener('change', changed)
}

export function Providers(): ReactNode {
  const still = useSyncExternalStore(followStill, () => stillMedia.matches)
  return (
    <ConfigProvider
      locale={zhCN}
      theme={{ ...theme, token: { ...theme.token, motion: !still } }}
      button={{ autoInsertSpace: false }}
    >
      <AntApp>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  )
}
