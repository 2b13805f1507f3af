import {
  DatabaseOutlined,
  HomeOutlined,
  KeyOutlined,
  LogoutOutlined,
  ReadOutlined,
  SwapOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  WalletOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, Skeleton } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { NavLink, Outlet, useLocation, useNavigate } from 'react-router'
import type { Permission, Session } from '#contracts/officer'
import { SearchBox } from '#web/app/search-box.tsx'
import { frameText } from '#web/app/text.zh.ts'
import { signOut, switchPost, useSession } from '#web/features/session/api.ts'
import { PasswordDialog } from '#web/features/session/password-dialog.tsx'
import { Failed } from '#web/ui/failed.tsx'
import '#web/app/layout.css'

const entries: readonly { path: string; label: string; icon: ReactNode; permission: Permission }[] = [
  { path: '/', label: frameText.workbench, icon: <HomeOutlined />, permission: 'signal:read' },
  { path: '/signals', label: frameText.signals, icon: <WarningOutlined />, permission: 'signal:read' },
  { path: '/households', label: frameText.households, icon: <TeamOutlined />, permission: 'household:read' },
  { path: '/quick-aids', label: frameText.quickAids, icon: <ThunderboltOutlined />, permission: 'aid:read' },
  { path: '/floats', label: frameText.floats, icon: <WalletOutlined />, permission: 'float:read' },
  { path: '/feeds', label: frameText.feeds, icon: <DatabaseOutlined />, permission: 'batch:read' },
  { path: '/policies', label: frameText.policies, icon: <ReadOutlined />, permission: 'policy:read' },
]

function Account({ session }: { session: Session }): ReactNode {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const leave = async (): Promise<void> => {
    await signOut()
    queries.clear()
    await navigate('/sign-in')
  }
  const change = async (postId: string): Promise<void> => {
    await switchPost(postId)
    await queries.resetQueries()
    await navigate('/')
  }
  const [isChanging, setChanging] = useState(false)
  const chosen = (key: string): void => {
    if (key === 'password') setChanging(true)
    else void (key === 'leave' ? leave() : change(key))
  }
  const others = session.posts.filter(({ id }) => id !== session.post.id)
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...others.map((post) => ({
              key: post.id,
              icon: <SwapOutlined />,
              label: `${frameText.switchPost}：${post.title}`,
            })),
            { key: 'password', icon: <KeyOutlined />, label: frameText.changePassword },
            { key: 'leave', icon: <LogoutOutlined />, label: frameText.signOut },
          ],
          onClick: ({ key }) => chosen(key),
        }}
      >
        <Button type="text" className="account">
          <strong>{session.officer.name}</strong>
          <span className="quiet account-title">{session.post.title}</span>
        </Button>
      </Dropdown>
      {isChanging ? <PasswordDialog onClose={() => setChanging(false)} /> : null}
    </>
  )
}

/** The title of the window says which page it shows, so that officers with many windows find theirs. */
function usePageTitle(): void {
  const { pathname } = useLocation()
  useEffect(() => {
    const here = entries.findLast(({ path }) => (path === '/' ? pathname === '/' : pathname.startsWith(path)))
    document.title = `${here === undefined ? '' : `${here.label} · `}${frameText.product}${frameText.slogan}`
  }, [pathname])
}

/** The frame of the desk: what an officer may do on the left, the place, the search and the account above. */
export function Layout(): ReactNode {
  const { data: session, error, refetch } = useSession()
  usePageTitle()
  if (session === undefined) {
    return (
      <div className="frame-wait">
        {error === null ? <Skeleton active /> : <Failed error={error} retry={() => void refetch()} />}
      </div>
    )
  }
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {frameText.skipToContent}
      </a>
      <header className="frame-top no-print">
        <span className="brand">
          {frameText.product}
          <small>{frameText.slogan}</small>
        </span>
        <span className="frame-place">{session.post.divisionName}</span>
        <SearchBox />
        <Account session={session} />
      </header>
      <nav className="frame-nav no-print" aria-label={frameText.navigation}>
        {entries
          .filter(({ permission }) => session.permissions.includes(permission))
          .map(({ path, label, icon }) => (
            <NavLink key={path} to={path} end={path === '/'}>
              {icon}
              <span>{label}</span>
            </NavLink>
          ))}
      </nav>
      <main id="content" className="frame-content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}
