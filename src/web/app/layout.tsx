import {
  AlertOutlined,
  DatabaseOutlined,
  HeartOutlined,
  HomeOutlined,
  KeyOutlined,
  LogoutOutlined,
  NotificationOutlined,
  ReadOutlined,
  SolutionOutlined,
  SwapOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  WalletOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, Skeleton } from 'antd'
import { Fragment, type ReactNode, useEffect, useState } from 'react'
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router'
import type { Permission, Session } from '#contracts/officer'
import { SearchBox } from '#web/app/search-box.tsx'
import { frameText } from '#web/app/text.zh.ts'
import { signOut, switchPost, useSession } from '#web/features/session/api.ts'
import { PasswordDialog } from '#web/features/session/password-dialog.tsx'
import { Failed } from '#web/ui/failed.tsx'
import '#web/app/layout.css'

interface Entry {
  readonly path: string
  readonly label: string
  readonly permission: Permission
}

/** A page of its own, or a kind of work with several. */
type MenuItem = (Entry | { readonly label: string; readonly entries: readonly Entry[] }) & { readonly icon: ReactNode }

const menu: readonly MenuItem[] = [
  { path: '/', label: frameText.workbench, icon: <HomeOutlined />, permission: 'signal:read' },
  { path: '/signals', label: frameText.signals, icon: <WarningOutlined />, permission: 'signal:read' },
  { path: '/households', label: frameText.households, icon: <TeamOutlined />, permission: 'household:read' },
  {
    label: frameText.assistance,
    icon: <SolutionOutlined />,
    entries: [
      { path: '/cases', label: frameText.cases, permission: 'case:read' },
      { path: '/case-meeting', label: frameText.caseMeeting, permission: 'case:read' },
      { path: '/rechecks', label: frameText.rechecks, permission: 'case:read' },
      { path: '/referrals', label: frameText.referrals, permission: 'case:read' },
    ],
  },
  { path: '/quick-aids', label: frameText.quickAids, icon: <ThunderboltOutlined />, permission: 'aid:read' },
  {
    label: frameText.elderCare,
    icon: <HeartOutlined />,
    entries: [
      { path: '/ability-assessments', label: frameText.ability, permission: 'ability:read' },
      { path: '/care-network', label: frameText.careNetwork, permission: 'facility:read' },
      { path: '/facilities', label: frameText.facilities, permission: 'facility:read' },
      { path: '/care-providers', label: frameText.careProviders, permission: 'facility:read' },
      { path: '/carers', label: frameText.carers, permission: 'facility:read' },
      { path: '/care-plans', label: frameText.carePlans, permission: 'care:read' },
      { path: '/check-visits', label: frameText.checkVisits, permission: 'care:read' },
      { path: '/care-visits', label: frameText.careVisits, permission: 'care:read' },
      { path: '/dispatch', label: frameText.dispatch, permission: 'care:read' },
      { path: '/care-settlements', label: frameText.careSettlements, permission: 'care:read' },
      { path: '/siting', label: frameText.siting, permission: 'siting:plan' },
    ],
  },
  {
    label: frameText.money,
    icon: <WalletOutlined />,
    entries: [
      { path: '/payments', label: frameText.payments, permission: 'payment:read' },
      { path: '/accounts', label: frameText.accounts, permission: 'payment:read' },
      { path: '/recoveries', label: frameText.recoveries, permission: 'payment:read' },
      { path: '/reports', label: frameText.reports, permission: 'payment:read' },
      { path: '/floats', label: frameText.floats, permission: 'float:read' },
    ],
  },
  {
    label: frameText.notices,
    icon: <NotificationOutlined />,
    entries: [
      { path: '/notice-board', label: frameText.noticeBoard, permission: 'notice:read' },
      { path: '/letters', label: frameText.letters, permission: 'notice:read' },
    ],
  },
  { path: '/escalations', label: frameText.escalations, icon: <AlertOutlined />, permission: 'case:read' },
  { path: '/feeds', label: frameText.feeds, icon: <DatabaseOutlined />, permission: 'batch:read' },
  { path: '/policies', label: frameText.policies, icon: <ReadOutlined />, permission: 'policy:read' },
]

const entries = menu.flatMap((item): readonly Entry[] => ('entries' in item ? item.entries : [item]))

/** True on the page itself and on those below it; `/accounts` is not below `/account`. */
function isAt(pathname: string, { path }: Entry): boolean {
  return pathname === path || (path !== '/' && pathname.startsWith(`${path}/`))
}

/** What a post may open. A kind of work opens on its first page, and shows its pages while one of them is open. */
function Menu({ session }: { session: Session }): ReactNode {
  const { pathname } = useLocation()
  return menu.map((item) => {
    const pages = ('entries' in item ? item.entries : [item]).filter(({ permission }) =>
      session.permissions.includes(permission),
    )
    const [first] = pages
    if (first === undefined) return null
    const isGroup = 'entries' in item
    const isOpen = isGroup && pages.some((page) => isAt(pathname, page))
    return (
      <Fragment key={item.label}>
        {isGroup ? (
          <Link to={first.path} className={isOpen ? 'frame-group frame-group-open' : 'frame-group'}>
            {item.icon}
            <span>{item.label}</span>
          </Link>
        ) : (
          <NavLink to={first.path} end={first.path === '/'}>
            {item.icon}
            <span>{item.label}</span>
          </NavLink>
        )}
        {isOpen
          ? pages.map(({ path, label }) => (
              <NavLink key={path} to={path} className="frame-page">
                <span>{label}</span>
              </NavLink>
            ))
          : null}
      </Fragment>
    )
  })
}

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
    const here = entries.find((entry) => isAt(pathname, entry))
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
        <Menu session={session} />
      </nav>
      <main id="content" className="frame-content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}
